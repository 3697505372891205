import Agreement
public import Labeling

/// An image whose consensus is so strong that it could be gold.
public struct GoldSuggestion: Sendable {
    /// The image.
    public let image: LabeledImage
    /// How many people answered it.
    public let people: Int
    /// How many objects it has.
    public let objects: Int
    /// Mean IoU of everybody's shapes with the merged ones, 0…1; 1 for an image that all left empty.
    public let meanIoU: Double
}

/// Finds images on which everybody agrees.
public struct SuggestGold: Sendable {
    /// People who must have answered.
    static let leastPeople = 3
    /// How probable each object must be.
    static let leastExistence = 0.95
    /// How close everybody's shapes must lie to the merged one.
    static let leastIoU = 0.8

    private let environment: WorkflowEnvironment

    /// Suggesting, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Images that at least three people answered alike, the closest first.
    ///
    /// Everybody drew every object, with the same class, at a mean IoU of at least 0.8; each exists with a probability of
    /// at least 0.95, and nobody drew anything else.
    public func callAsFunction(
        in project: ProjectID, limit: Int, by principal: Principal
    ) async throws(BoxwoodError) -> [GoldSuggestion] {
        let taken = try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            return Set(try tx.goldItems(of: project).map(\.imageID))
        }
        var found: [GoldSuggestion] = []
        try await environment.store.eachPage(of: project, size: 200) {
            tx, image -> (LabeledImage, ConsensusRecord)? in
            guard !taken.contains(image.id), let record = try tx.consensus(image: image.id),
                record.annotators >= Self.leastPeople, record.conflicts == 0
            else { return nil }
            return (image, record)
        } take: { page throws(BoxwoodError) in
            for (image, record) in page.compactMap(\.self) {
                let consensus = try ConsensusDocument.decode(record)
                guard let suggestion = Self.suggestion(image, consensus) else { continue }
                found.append(suggestion)
            }
        }
        found.sort { one, other in
            if one.people != other.people { return one.people > other.people }
            return one.meanIoU == other.meanIoU
                ? one.image.position < other.image.position : one.meanIoU > other.meanIoU
        }
        return Array(found.prefix(max(0, limit)))
    }

    private static func suggestion(_ image: LabeledImage, _ consensus: ImageConsensus) -> GoldSuggestion? {
        let people = consensus.annotators.count
        let isSure = consensus.objects.allSatisfy { object in
            object.accepted && !object.isKnown && object.votes.count == people
                && object.existence >= leastExistence && (object.meanIoU ?? 0) >= leastIoU
                && (object.classPosterior.first?.probability ?? 0) > 0.99
        }
        guard isSure else { return nil }
        let overlaps = consensus.objects.compactMap(\.meanIoU)
        let mean = overlaps.isEmpty ? 1 : overlaps.reduce(0, +) / Double(overlaps.count)
        return GoldSuggestion(
            image: image, people: people, objects: consensus.objects.count, meanIoU: mean)
    }
}
