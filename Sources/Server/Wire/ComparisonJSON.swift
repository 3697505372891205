import Agreement
import Geometry
import Labeling
import Workflow

/// A comparison of two states of a project's consensus, with a part of its changed images.
struct ComparisonJSON: Encodable {
    let id: String
    /// The number of a run; null for the consensus as it is.
    let before: Int?
    let after: Int?
    /// Settings that were tried; null where two states were compared.
    let preview: ConsensusSettingsJSON?
    /// Images compared, and how many of them changed.
    let compared: Int
    let changed: Int
    let total: TallyJSON
    let labels: [LabelJSON]
    /// Changed images, the most changed first.
    let images: [ImageJSON]
    /// How many images to pass over for the next part; null at the end.
    let next: Int?

    /// How many objects changed in each way; one may have changed in several.
    struct TallyJSON: Encodable {
        let before: Int
        let after: Int
        let added: Int
        let removed: Int
        let moved: Int
        let relabelled: Int
        let confidence: Int

        init(before: Int, after: Int, kinds: [ObjectChange.Kind: Int]) {
            self.before = before
            self.after = after
            added = kinds[.added] ?? 0
            removed = kinds[.removed] ?? 0
            moved = kinds[.moved] ?? 0
            relabelled = kinds[.relabelled] ?? 0
            confidence = kinds[.confidence] ?? 0
        }

        init(_ tally: ConsensusComparison.Tally) {
            self.init(before: tally.before, after: tally.after, kinds: tally.kinds)
        }
    }

    struct LabelJSON: Encodable {
        let labelId: LabelClassID
        let label: String
        let color: String
        let tally: TallyJSON
    }

    struct ImageJSON: Encodable {
        let imageId: ImageID
        /// Null where the image is gone.
        let name: String?
        /// 1 for each object added, removed or of another class, and what the others do not share.
        let amount: Double
        let tally: TallyJSON

        init(_ comparison: ImageComparison, _ image: LabeledImage?) {
            imageId = comparison.image
            name = image?.name
            amount = comparison.amount
            let changes = comparison.changes
            var kinds: [ObjectChange.Kind: Int] = [:]
            for kind in changes.flatMap(\.kinds) { kinds[kind, default: 0] += 1 }
            tally = TallyJSON(
                before: comparison.unchanged + changes.count { $0.before != nil },
                after: comparison.unchanged + changes.count { $0.after != nil }, kinds: kinds)
        }
    }

    init(
        _ kept: KeptComparison, labels classes: [LabelClass],
        images page: [(comparison: ImageComparison, image: LabeledImage?)], offset: Int
    ) {
        id = kept.id
        before = kept.before.number
        switch kept.after {
        case .moment(let moment):
            after = moment.number
            preview = nil
        case .preview(let settings):
            after = nil
            preview = ConsensusSettingsJSON(settings)
        }
        let comparison = kept.comparison
        compared = comparison.compared
        changed = comparison.images.count
        total = TallyJSON(comparison.total)
        labels = classes.compactMap { label in
            comparison.labels[label.id].map {
                LabelJSON(labelId: label.id, label: label.name, color: label.color, tally: TallyJSON($0))
            }
        }
        images = page.map { ImageJSON($0.comparison, $0.image) }
        let end = offset + page.count
        next = end < comparison.images.count ? end : nil
    }
}

/// What changed on one image.
struct ImageChangesJSON: Encodable {
    let imageId: ImageID
    let name: String
    let width: Int
    let height: Int
    let unchanged: Int
    let changes: [ChangeJSON]

    struct ChangeJSON: Encodable {
        let kinds: [ObjectChange.Kind]
        let before: ObjectJSON?
        let after: ObjectJSON?
        let iou: Double?
    }

    struct ObjectJSON: Encodable {
        let id: String
        let labelId: LabelClassID
        let shape: Shape
        let existence: Double

        init(_ object: ComparedObject) {
            id = object.id
            labelId = object.labelID
            shape = object.shape
            existence = object.existence
        }
    }

    init(_ comparison: ImageComparison, _ image: LabeledImage) {
        imageId = image.id
        name = image.name
        width = image.size.width
        height = image.size.height
        unchanged = comparison.unchanged
        changes = comparison.changes.map { change in
            ChangeJSON(
                kinds: change.kinds, before: change.before.map(ObjectJSON.init),
                after: change.after.map(ObjectJSON.init), iou: change.iou)
        }
    }
}

/// What is said while a comparison is made: how far it is, at the end the `comparison`, or the `problem` it ended with.
struct ComparisonEventJSON: Encodable {
    struct Progress: Encodable {
        /// `reading`, `merging` or `comparing`.
        let phase: String
        let done: Int
        let total: Int?
    }

    var progress: Progress?
    var comparison: ComparisonJSON?
    var problem: UploadProgressJSON.Problem?

    init(_ step: ComparisonProgress) {
        switch step {
        case .reading(let done): progress = Progress(phase: "reading", done: done, total: nil)
        case .merging(let done, let total): progress = Progress(phase: "merging", done: done, total: total)
        case .comparing(let done, let total):
            progress = Progress(phase: "comparing", done: done, total: total)
        }
    }

    init(_ comparison: ComparisonJSON) { self.comparison = comparison }

    init(_ error: BoxwoodError) { problem = UploadProgressJSON.Problem(error) }
}

/// What is to be compared: two states, or the present with what settings would make.
struct ComparisonRequest: Decodable {
    /// The number of a run; left out for the consensus as it is.
    let before: WholeNumber?
    let after: WholeNumber?
    let preview: ConsensusSettingsRequest?
}

extension ConsensusMoment {
    /// The state that a number, or none, means.
    init(_ number: WholeNumber?) { self = number.map { ConsensusMoment.run($0.value) } ?? .now }

    fileprivate var number: Int? { if case .run(let number) = self { number } else { nil } }
}
