public import Labeling

/// How far a visit is.
public struct OutsideVisitState: Sendable {
    /// The visit.
    public let visit: OutsideVisit
    /// The link by which it was made.
    public let link: OutsideLink
    /// How many answers belong to it.
    public let answered: Int
    /// What happens now; nil while there is more to do.
    public let completion: OutsideCompletion?
}

/// What happens when a visit is complete.
public enum OutsideCompletion: Hashable, Sendable {
    /// The page posts a form to the marketplace: where, and with which fields.
    case form(action: String, fields: [String: String])
    /// The person is shown a code, and sent on where there is an address.
    case code(String?, redirect: String?)
}

/// Counts answers for the visits of people from outside; each once.
public struct CountOutsideAnswer: Sendable {
    private let environment: WorkflowEnvironment

    /// Counting, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Counts an answer that is stored, or finds that nothing is left to answer.
    ///
    /// - Parameter submission: the person's answer; nil when they were told that nothing is left.
    /// - Throws: ``BoxwoodError/Code/notFound`` for visits and answers that are not the person's.
    public func callAsFunction(
        _ submission: SubmissionID?, for id: OutsideVisitID, by principal: Principal
    ) async throws(BoxwoodError) -> OutsideVisitState {
        try await environment.store.write { tx in
            guard let visit = try tx.outsideVisit(id), visit.accountID == principal.account.id,
                let link = try tx.outsideLink(visit.linkID),
                try tx.role(of: principal, in: link.projectID) != nil
            else { throw BoxwoodError.notFound("visit") }
            if let submission {
                guard let answer = try tx.submission(submission), answer.annotatorID == visit.accountID,
                    answer.projectID == link.projectID
                else { throw BoxwoodError.notFound("submission") }
                if try tx.outsideVisit(of: submission) == nil {
                    try tx.addOutsideAnswer(submission, to: visit.id)
                }
            }
            return try tx.state(of: visit, at: link)
        }
    }
}

extension ReadTransaction {
    /// How far a visit is: complete with as many answers as the link wants, or with any when nothing is left.
    func state(of visit: OutsideVisit, at link: OutsideLink) throws -> OutsideVisitState {
        let answers = try outsideAnswers(of: visit.id)
        let isComplete =
            try answers.count >= link.images || (!answers.isEmpty && isNothingLeft(of: visit, at: link))
        return OutsideVisitState(
            visit: visit, link: link, answered: answers.count,
            completion: isComplete ? Self.completion(of: visit, at: link, answers) : nil)
    }

    private func isNothingLeft(of visit: OutsideVisit, at link: OutsideLink) throws -> Bool {
        try nextFreeImage(for: visit.accountID, in: link.projectID, withFewerThan: nil) == nil
            && leasedAssignments(of: visit.accountID, in: link.projectID).isEmpty
    }

    /// The marketplace gets identifiers and digests, never shapes: its fields are short.
    private static func completion(
        of visit: OutsideVisit, at link: OutsideLink, _ answers: [(id: SubmissionID, digest: String)]
    ) -> OutsideCompletion {
        if let origin = visit.submitTo {
            return .form(
                action: origin + "/mturk/externalSubmit",
                fields: [
                    "assignmentId": visit.outsideKey,
                    "boxwoodSubmission": answers.map(\.id.rawValue).joined(separator: ","),
                    "boxwoodSHA256": answers.map(\.digest).joined(separator: ","),
                ])
        }
        let code = link.completionCode
        return .code(code, redirect: link.completionURL?.replacing("{code}", with: code ?? ""))
    }
}
