import Agreement
import Labeling

/// All that an audit can draw from: the consensus of a project as it is now, in an order that never varies.
struct AuditFrame: Sendable {
    /// One thing that can be drawn.
    struct Member: Sendable {
        let image: LabeledImage
        /// The class of the object; nil for images.
        let labelID: LabelClassID?
        let objects: [QualityAuditItem.Object]

        /// What it is counted under.
        var stratum: String { labelID?.rawValue ?? "" }

        func item(_ number: Int) -> QualityAuditItem {
            QualityAuditItem(
                number: number, imageID: image.id, size: image.size, labelID: labelID, objects: objects)
        }
    }

    private(set) var members: [Member] = []
    private var hashes: [String] = []

    /// How many members there are of each class.
    var population: [String: Int] {
        members.reduce(into: [:]) { $0[$1.stratum, default: 0] += 1 }
    }

    /// Names the consensus that was drawn from.
    var digest: String { Secret.hash(hashes.joined(separator: "\n")) }

    /// Takes in the next image by position.
    mutating func add(_ image: LabeledImage, _ record: ConsensusRecord, as unit: QualityAudit.Unit)
        throws(BoxwoodError)
    {
        hashes.append("\(image.id) \(Secret.hash(record.document))")
        let objects = try ConsensusDocument.decode(record).accepted.map {
            QualityAuditItem.Object(id: $0.id, labelID: $0.labelID, shape: $0.shape)
        }
        switch unit {
        case .object:
            members += objects.map { Member(image: image, labelID: $0.labelID, objects: [$0]) }
        case .image:
            members.append(Member(image: image, labelID: nil, objects: objects))
        }
    }

    /// The drawn items, in the random order in which they are to be judged.
    func drawn(_ count: Int, isStratified: Bool, seed: Int) -> [QualityAuditItem] {
        let seed = UInt64(seed)
        let places =
            isStratified
            ? AuditDraw.stratified(count, strata: members.map(\.stratum), seed: seed)
            : AuditDraw.simple(count, of: members.count, seed: seed)
        return places.enumerated().map { members[$0.element].item($0.offset + 1) }
    }
}
