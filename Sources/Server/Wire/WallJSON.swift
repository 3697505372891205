import Geometry
import Labeling
import Workflow

/// A page of the wall of crops.
struct WallJSON: Encodable {
    struct ItemJSON: Encodable {
        /// What a second look made of it.
        enum Verdict: String, Encodable {
            case dismissed
            case relabelled
        }

        let object: String
        let image: ImageID
        let imageName: String
        let box: Box
        let label: LabelClassID
        let probability: Double
        let spread: Double
        let verdict: Verdict?
        /// A decision or a known answer settles it; votes on it are refused.
        let settled: Bool
        /// Where a picture of it is.
        let crop: String

        init(_ object: WallObject, imageName: String) {
            self.object = object.objectID
            image = object.imageID
            self.imageName = imageName
            box = object.box
            label = object.labelID
            probability = object.probability
            spread = object.spread
            verdict =
                switch object.verdict {
                case .wrong: .dismissed
                case .relabel: .relabelled
                case .right, nil: nil
                }
            settled = object.isSettled
            crop = ItemJSON.crop(object)
        }

        /// A picture of the object with a margin of 15 % of its longer side, at most 256 pixels wide or high.
        private static func crop(_ object: WallObject) -> String {
            let margin = 0.15 * max(object.box.width, object.box.height)
            let left = max(0, (object.box.x - margin).rounded(.down))
            let top = max(0, (object.box.y - margin).rounded(.down))
            let width = max(1, (object.box.maxX + margin).rounded(.up) - left)
            let height = max(1, (object.box.maxY + margin).rounded(.up) - top)
            let region = [left, top, width, height].map { String(Int($0)) }.joined(separator: ",")
            return "/iiif/3/\(object.imageID)/\(region)/!256,256/0/default.jpg"
        }
    }

    let total: Int
    let next: String?
    let items: [ItemJSON]

    init(_ page: Page<(object: WallObject, imageName: String)>, total: Int) {
        self.total = total
        next = page.next
        items = page.items.map { ItemJSON($0.object, imageName: $0.imageName) }
    }
}

/// Votes of a second look as a client sends them.
struct VotesRequest: Decodable {
    struct VoteRequest: Decodable {
        let id: AdjudicationID
        let image: ImageID
        let object: String
        let verdict: SecondLook.Verdict
        let label: LabelClassID?
    }

    let votes: [VoteRequest]

    var drafts: [LookDraft] {
        votes.map {
            LookDraft(
                id: $0.id, imageID: $0.image, objectID: $0.object, verdict: $0.verdict, labelID: $0.label)
        }
    }
}

/// How many votes were taken.
struct RecordedJSON: Encodable {
    let recorded: Int
}
