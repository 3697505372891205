import Foundation
public import Labeling

/// What an annotator gets for a finished answer.
public struct SubmissionReceipt: Sendable {
    /// The answer as it is kept.
    public let submission: Submission
    /// Whether the answer had been taken before, by an earlier request with the same identifier.
    public let isReplay: Bool
}

/// Takes a finished answer: idempotent, immutable, never one more than the project asked for.
public struct SubmitAnnotations: Sendable {
    private let environment: WorkflowEnvironment
    private let settle: SettleConsensus

    /// Submitting, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
        self.settle = SettleConsensus(environment)
    }

    /// Stores the answer and, where it counts, brings the image's consensus up to date.
    ///
    /// - Parameters:
    ///   - id: made by the client with the draft; the same identifier with the same content answers the same again.
    ///   - lease: the lease the annotator believes to hold. When it is lost but the image still wants an answer, this
    ///     one counts.
    ///   - deletedSuggestions: how many suggestions of each source were taken away.
    ///   - screened: what of the image was looked at in full size; nil where the client doesn't know.
    ///   - revision: how many operations of the draft the answer knows of; nil to answer whatever the draft holds.
    ///   - guidelineVersion: the version of the guidelines that the person was shown; nil for the present one.
    ///   - focusChanges: how often the person turned to something else; nil where nobody counted.
    /// - Throws: ``BoxwoodError/Code/stale`` when the draft holds more operations than the answer knows of;
    ///   ``BoxwoodError/Code/late`` when the image has all its answers: the work is kept under the identifier;
    ///   ``BoxwoodError/Code/invalid`` when the identifier was used for something else;
    ///   ``BoxwoodError/Code/conflict`` when the person answered the image before.
    public func callAsFunction(
        _ annotations: [Annotation], id: SubmissionID, assignment assignmentID: AssignmentID, lease: String,
        deletedSuggestions: [String: Int] = [:], activeMilliseconds: Int64, screened: ScreenedArea? = nil,
        revision: Int? = nil, guidelineVersion: Int? = nil, focusChanges: Int? = nil, by principal: Principal
    ) async throws(BoxwoodError) -> SubmissionReceipt {
        guard AnnotationRules.isUUID(id.rawValue) else {
            throw .invalid("id", "A submission's identifier is a UUID in lower case.")
        }
        guard activeMilliseconds >= 0 else {
            throw .invalid("activeMilliseconds", "The time of work is not negative.")
        }
        for (source, count) in deletedSuggestions.sorted(by: { $0.key < $1.key }) {
            let source = try TextRules.name(source, field: "deletedSuggestions", maximum: 100)
            guard count > 0 else {
                throw .invalid("deletedSuggestions.\(source)", "A count of suggestions is above 0.")
            }
        }
        if let focusChanges, !(0...1_000_000).contains(focusChanges) {
            throw .invalid("focusChanges", "This is a count from 0 to 1000000.")
        }
        let digest = try Self.digest(annotations)
        let limits = environment.limits
        let now = environment.clock.now()
        let (receipt, gold) = try await environment.store.write {
            [environment] tx -> (SubmissionReceipt, GoldUse) in
            let assignment = try tx.ownAssignment(assignmentID, of: principal)
            if let present = try tx.submission(id) {
                guard present.assignmentID == assignmentID, present.digest == digest else {
                    throw BoxwoodError.invalid("id", "This identifier was used for a different answer.")
                }
                return (SubmissionReceipt(submission: present, isReplay: true), GoldUse())
            }
            guard try tx.submission(of: assignmentID) == nil, assignment.state != .skipped else {
                throw BoxwoodError(
                    .conflict, "You have answered this image already.", subject: assignmentID.rawValue)
            }
            if let revision {
                guard try tx.operationCount(of: assignmentID) <= revision else {
                    throw BoxwoodError(.stale, "The image was drawn on elsewhere since; look at it again.")
                }
            }
            guard let project = try tx.project(assignment.projectID),
                let image = try tx.image(assignment.imageID)
            else { throw BoxwoodError.notFound("assignment") }
            try AnnotationRules(
                labels: try tx.labels(of: project.id), size: image.size,
                minimumSidePixels: project.minimumSidePixels
            ).check(annotations, limits: limits)
            if let fault = screened?.fault(on: image.size) { throw BoxwoodError.invalid("screened", fault) }
            let version = try tx.guidelineVersion(guidelineVersion, of: project.id)
            let gold = try tx.goldUse(of: assignment)
            let isAffordable = try tx.canPayOneMore(tx.workPlan(of: project.id).pay, in: project.id)
            let counts =
                assignment.state == .leased ? true : try isAffordable && tx.claimSlot(for: assignment)
            let submission = Submission(
                id: id, assignmentID: assignmentID, projectID: project.id, imageID: image.id,
                annotatorID: principal.account.id,
                status: !counts
                    ? .late : gold.isTrial ? .trial : assignment.isRepeat ? .repeat : .accepted,
                annotations: annotations, deletedSuggestions: deletedSuggestions,
                activeMilliseconds: activeMilliseconds, digest: digest, receivedAt: now,
                guidelineVersion: version, focusChanges: focusChanges, shownAs: assignment.shownAs)
            try tx.insert(submission)
            if submission.status == .accepted { try tx.insert(environment.returning(submission)) }
            if let screened { try tx.insert(screened, of: submission.id) }
            if counts, !gold.isTrial { try tx.earn(id.rawValue, .answer, for: assignment, at: now) }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "submission.\(submission.status.rawValue)",
                    projectID: project.id, subject: id.rawValue, at: now))
            return (SubmissionReceipt(submission: submission, isReplay: false), gold)
        }
        guard receipt.submission.status != .late else {
            throw BoxwoodError(
                .late, "The image had all its answers when yours came. Your work is kept.",
                subject: id.rawValue)
        }
        if !receipt.isReplay { await follow(up: receipt.submission, gold) }
        return receipt
    }

    /// Brings consensus and scores up to date: before the reply, or, where people may meet gold in their work, after it,
    /// so that the time of the reply tells nobody which image it was.
    private func follow(up submission: Submission, _ gold: GoldUse) async {
        let work: @Sendable () async -> Void = { [settle, environment] in
            if let turn = submission.assignmentID, gold.isPossible {
                await ScoreGold(environment).afterAnswer(to: turn)
            }
            // A repeated answer changes nothing there; that it takes as long tells nobody what it was.
            if submission.status.told == .accepted {
                await settle.afterSubmission(to: submission.imageID)
            }
        }
        guard gold.isPossible, !gold.isTrial else { return await work() }
        environment.settlements.add(to: submission.projectID, work)
    }

    /// Hexadecimal SHA-256 of an answer: its annotations as JSON with sorted keys.
    static func digest(_ annotations: [Annotation]) throws(BoxwoodError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        do {
            return Secret.hash(Array(try encoder.encode(annotations)))
        } catch {
            throw .invalid("annotations", "A coordinate is not a finite number.")
        }
    }
}

extension WorkflowEnvironment {
    /// An answer's image as it may come back to the person.
    fileprivate func returning(_ submission: Submission) -> ReturningImage {
        let draw = UInt64(identifiers.secret().prefix(16), radix: 16) ?? 0
        return ReturningImage(
            id: identifiers.identifier(), submissionID: submission.id, projectID: submission.projectID,
            imageID: submission.imageID, annotatorID: submission.annotatorID,
            draw: Int64(bitPattern: draw), answeredAt: submission.receivedAt)
    }
}

extension ReadTransaction {
    /// The version under which an answer was made: the one that was shown, else the present one.
    fileprivate func guidelineVersion(_ shown: Int?, of project: ProjectID) throws -> Int? {
        guard let shown else { return try newestGuideline(of: project)?.version }
        guard try guideline(shown, of: project) != nil else {
            throw BoxwoodError.invalid("guidelineVersion", "There is no such version of the guidelines.")
        }
        return shown
    }
}
