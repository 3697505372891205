import Agreement
public import Labeling

/// What somebody thinks of an object on seeing it again.
public struct LookDraft: Sendable {
    /// The vote's identifier, made by the client.
    public let id: AdjudicationID
    /// The image.
    public let imageID: ImageID
    /// The object's identifier in the consensus of its image.
    public let objectID: String
    /// What is thought.
    public let verdict: SecondLook.Verdict
    /// The class it ought to have; nil unless that is another.
    public let labelID: LabelClassID?

    /// A vote to be.
    public init(
        id: AdjudicationID, imageID: ImageID, objectID: String, verdict: SecondLook.Verdict,
        labelID: LabelClassID?
    ) {
        self.id = id
        self.imageID = imageID
        self.objectID = objectID
        self.verdict = verdict
        self.labelID = labelID
    }
}

/// The wall of crops: shows accepted objects side by side, and takes what people think on seeing them again.
public struct LookAgain: Sendable {
    /// Votes that one request may hold.
    private static let most = 500

    private let environment: WorkflowEnvironment

    /// Looking, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// A page of the wall, and how many objects hang there in all.
    public func wall(
        of project: ProjectID, query: WallQuery, by principal: Principal
    ) async throws(BoxwoodError) -> (page: Page<(object: WallObject, imageName: String)>, total: Int) {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            return (
                try tx.wall(of: project, query: query), try tx.wallCount(of: project, label: query.label)
            )
        }
    }

    /// Takes votes, all or none; each identifier counts once, however often it is sent.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` naming the vote at fault.
    public func callAsFunction(
        _ drafts: [LookDraft], in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> Int {
        guard drafts.count <= Self.most else {
            throw BoxwoodError(.tooLarge, "At most \(Self.most) votes are taken at a time.", field: "votes")
        }
        let now = environment.clock.now()
        let entries = try await environment.store.read { tx -> [Adjudication] in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            let labels = Set(try tx.labels(of: project).map(\.id))
            return try drafts.enumerated().map { index, draft in
                let field = "votes[\(index)]"
                try draft.check(labels: labels, field: field)
                let look = try tx.look(draft, in: project, field: field)
                return Adjudication(
                    id: draft.id, projectID: project, imageID: draft.imageID, content: .look(look),
                    authorID: principal.account.id, createdAt: now)
            }
        }
        let images = try await environment.store.write { tx -> Set<ImageID> in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            var images: Set<ImageID> = []
            for entry in entries {
                if let known = try tx.adjudication(entry.id) {
                    guard known.imageID == entry.imageID, known.authorID == entry.authorID else {
                        throw BoxwoodError(.conflict, "This identifier was used for another vote.")
                    }
                    continue
                }
                try tx.refuseWhilePinned(project)
                try tx.append(entry)
                images.insert(entry.imageID)
            }
            return images
        }
        for image in images.sorted() { try await SettleConsensus(environment).settle(image) }
        return entries.count
    }

    /// Takes a vote back.
    public func withdraw(
        _ id: AdjudicationID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        let image = try await environment.withdraw(id, in: project, by: principal) { $0.look != nil }
        try await SettleConsensus(environment).settle(image)
    }
}

extension LookDraft {
    fileprivate func check(labels: Set<LabelClassID>, field: String) throws(BoxwoodError) {
        guard AnnotationRules.isUUID(id.rawValue) else {
            throw .invalid(field + ".id", "A vote's identifier is a UUID in lower case.")
        }
        guard (verdict == .relabel) == (labelID != nil) else {
            throw .invalid(field + ".label", "Another class is named by relabel, and by nothing else.")
        }
        if let labelID, !labels.contains(labelID) {
            throw .invalid(field + ".label", "The project has no such class.")
        }
    }
}

extension ReadTransaction {
    /// The vote on an object as the consensus is now; one that was taken before as it is kept.
    fileprivate func look(_ draft: LookDraft, in project: ProjectID, field: String) throws -> SecondLook {
        if let known = try adjudication(draft.id)?.look { return known }
        guard let image = try image(draft.imageID), image.projectID == project,
            let record = try consensus(image: image.id),
            let object = try ConsensusDocument.decode(record).objects.first(where: { $0.id == draft.objectID }
            )
        else { throw BoxwoodError.invalid(field + ".object", "There is no such object any more.") }
        guard !object.isSettled else {
            throw BoxwoodError.invalid(
                field + ".object", "A decision or a known answer settles this object; a vote changes nothing."
            )
        }
        return SecondLook(
            objectID: draft.objectID, verdict: draft.verdict, labelID: draft.labelID,
            anchors: Dispute.anchors(of: object, in: try consensusInput(of: image).answers))
    }
}
