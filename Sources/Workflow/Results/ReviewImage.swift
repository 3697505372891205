public import Agreement
public import Labeling

/// One annotator's answer, or a reference, as a layer over the image.
public struct ReviewLayer: Sendable {
    /// What the layer holds.
    public enum Content: Sendable {
        /// An annotator's answer, with what they looked at in full size where that is known.
        case submission(Submission, name: String, screened: ScreenedArea?)
        /// Known answers or a model's predictions.
        case reference(ReferenceLayer)
    }

    /// What the layer holds.
    public let content: Content
}

/// An image with everybody's answers and what was made of them.
public struct ImageReview: Sendable {
    /// The image and where its work stands.
    public let overview: ImageOverview
    /// The answers, in a stable order, then references.
    public let layers: [ReviewLayer]
    /// The consensus; nil before the first answer.
    public let consensus: ImageConsensus?
    /// The record that the consensus came from.
    public let record: ConsensusRecord?
    /// What would change the verdict on each object of the consensus, in its order.
    public let explanations: [Explanation]
    /// Whether another answer is worth it and whose, by ``StopAtRisk``; nil where no errors are estimated.
    public let next: NextAnswer?
    /// Names of those whose answer is worth something, by account.
    public let names: [AccountID: String]
}

/// Shows a requester or reviewer one image with all answers, the consensus and the conflicts.
public struct ReviewImage: Sendable {
    private let environment: WorkflowEnvironment

    /// Reviewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Everything there is to see about an image.
    ///
    /// Reviewers see pseudonyms: only requesters and the owner learn names.
    public func callAsFunction(
        _ id: ImageID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ImageReview {
        try await environment.store.read { tx in
            let (image, access) = try tx.image(id, in: project, for: principal, atLeast: .reviewer)
            guard let overview = try tx.overview(of: image.id) else { throw BoxwoodError.notFound("image") }
            let screened = try tx.screenedAreas(image: id)
            let submissions = try tx.submissions(image: id).map { submission in
                let name = try tx.displayName(of: submission.annotatorID, for: access)
                return ReviewLayer(
                    content: .submission(
                        submission, name: name, screened: screened[submission.annotatorID]))
            }
            let references = try tx.references(image: id).map { ReviewLayer(content: .reference($0)) }
            let record = try tx.consensus(image: id)
            let consensus = try record.map(ConsensusDocument.decode)
            let lessons = try record.flatMap { try tx.lessons(behind: $0, in: image.projectID) }
            let next = try consensus.flatMap {
                try tx.nextAnswer(for: $0, in: image.projectID, after: lessons)
            }
            return ImageReview(
                overview: overview, layers: submissions + references, consensus: consensus, record: record,
                explanations: Self.explanations(
                    of: consensus, settings: record?.settings, model: lessons?.model),
                next: next,
                names: try Dictionary(
                    uniqueKeysWithValues: Self.people(in: next).map {
                        ($0, try tx.displayName(of: $0, for: access))
                    }))
        }
    }

    /// What would change the verdict on each object of a consensus.
    private static func explanations(
        of consensus: ImageConsensus?, settings: ConsensusSettings?, model: CrowdModel?
    ) -> [Explanation] {
        guard let consensus, let settings else { return [] }
        return consensus.objects.map { object in
            Explanation.whatWouldChange(object, in: consensus, given: model, settings: settings)
        }
    }

    private static func people(in next: NextAnswer?) -> [AccountID] {
        guard case .ask(let offers) = next else { return [] }
        return offers.map(\.annotator)
    }
}

extension ReadTransaction {
    /// What the fit taught that a consensus was made with; nil where it was made without one, or with an older one.
    fileprivate func lessons(behind record: ConsensusRecord, in project: ProjectID) throws -> FitLessons? {
        guard let fit = try fit(of: project), fit.digest == record.fit else { return nil }
        return try FitDocument.decode(fit)
    }

    /// Whether one of a project's people should look at an image next.
    fileprivate func nextAnswer(
        for consensus: ImageConsensus, in project: ProjectID, after lessons: FitLessons?
    ) throws -> NextAnswer? {
        guard consensus.risk != nil else { return nil }
        let people = try members(of: project).map { AvailableAnnotator(id: $0.account.id) }
        return StopAtRisk(calibration: lessons?.calibration)
            .next(for: consensus, among: people, given: lessons?.model)
    }

    /// A person's name as somebody with this access may know it: reviewers get a pseudonym that is the same
    /// throughout a project.
    func displayName(of account: AccountID, for access: ProjectAccess) throws -> String {
        if access.role >= .requester { return try self.account(account)?.name ?? "deleted account" }
        let mark = Secret.hash(access.project.id.rawValue + account.rawValue).prefix(4)
        return "Annotator \(mark)"
    }
}
