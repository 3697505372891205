import Geometry
import Labeling
import Workflow

/// One row of the table of images.
struct ImageRowJSON: Encodable {
    let id: ImageID
    let name: String
    let width: Int
    let height: Int
    let status: ImageOverview.Status
    let submitted: Int
    let priority: Int
    let objects: Int?
    let conflicts: Int?
    let disagreement: Double?
    let agreement: Double?
    let risk: Double?

    init(_ row: ImageOverview) {
        id = row.image.id
        name = row.image.name
        width = row.image.size.width
        height = row.image.size.height
        status = row.status
        submitted = row.submitted
        priority = row.priority
        objects = row.consensus?.objects
        conflicts = row.consensus?.conflicts
        disagreement = row.consensus?.disagreement
        agreement = row.consensus?.agreement
        risk = row.consensus?.risk
    }
}

/// A part of a longer list.
struct PageJSON<Item: Encodable>: Encodable {
    let items: [Item]
    let next: String?
}

/// An image with everybody's answers and what was made of them.
struct ImageReviewJSON: Encodable {
    let id: ImageID
    let name: String
    let width: Int
    let height: Int
    let status: ImageOverview.Status
    let tiles: String
    let layers: [LayerJSON]
    let consensus: ConsensusJSON?

    init(_ review: ImageReview) {
        let image = review.overview.image
        id = image.id
        name = image.name
        width = image.size.width
        height = image.size.height
        status = review.overview.status
        tiles = "/iiif/3/\(image.id)"
        layers = review.layers.enumerated().map { LayerJSON($1, index: $0) }
        consensus = review.consensus.flatMap { consensus in
            review.record.map { ConsensusJSON(consensus, record: $0, review: review) }
        }
    }
}
