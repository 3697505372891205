public import Agreement
public import Labeling

/// One annotator's answer, or a reference, as a layer over the image.
public struct ReviewLayer: Sendable {
    /// What the layer holds.
    public enum Content: Sendable {
        /// An annotator's answer.
        case submission(Submission, name: String)
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
            let submissions = try tx.submissions(image: id).map { submission in
                let name = try tx.displayName(of: submission.annotatorID, for: access)
                return ReviewLayer(content: .submission(submission, name: name))
            }
            let references = try tx.references(image: id).map { ReviewLayer(content: .reference($0)) }
            let record = try tx.consensus(image: id)
            let consensus = try record.map(ConsensusDocument.decode)
            return ImageReview(
                overview: overview, layers: submissions + references, consensus: consensus, record: record,
                explanations: try tx.explanations(of: consensus, from: record, in: image.projectID))
        }
    }
}

extension ReadTransaction {
    /// What would change the verdict on each object of a consensus.
    fileprivate func explanations(
        of consensus: ImageConsensus?, from record: ConsensusRecord?, in project: ProjectID
    ) throws -> [Explanation] {
        guard let consensus, let record else { return [] }
        let fit = try fit(of: project)
        let model = fit?.digest == record.fit ? try fit.map(FitDocument.decode)?.model : nil
        return consensus.objects.map { object in
            Explanation.whatWouldChange(object, in: consensus, given: model, settings: record.settings)
        }
    }

    /// A person's name as somebody with this access may know it: reviewers get a pseudonym that is the same
    /// throughout a project.
    func displayName(of account: AccountID, for access: ProjectAccess) throws -> String {
        if access.role >= .requester { return try self.account(account)?.name ?? "deleted account" }
        let mark = Secret.hash(access.project.id.rawValue + account.rawValue).prefix(4)
        return "Annotator \(mark)"
    }
}
