import Geometry
import Labeling

/// The crowd regions of one image: whoever marks one has not said that the single objects in it are not there.
struct CrowdRegions {
    /// A region lies over an object when it covers at least this share of it.
    static let coveredShare = 0.7

    private let regions: [Ballot]

    init(_ candidates: Candidates) {
        regions = candidates.ballots.filter(\.isCrowd)
    }

    /// Whether nobody marked one.
    var isEmpty: Bool { regions.isEmpty }

    /// Indices of the annotators, ascending, who marked a region over an object and did not draw the object itself.
    func neutral(towards votes: [Ballot], at shape: Shape) -> [Int] {
        guard !regions.isEmpty else { return [] }
        var found: [Int] = []
        for region in regions where CrowdRegions.covers(region.shape, shape) {
            let person = region.annotator
            if !votes.contains(where: { $0.annotator == person }) { found.append(person) }
        }
        found.sort()
        var unique: [Int] = []
        for person in found where unique.last != person { unique.append(person) }
        return unique
    }

    /// Whether a region covers enough of a shape.
    static func covers(_ region: Shape, _ shape: Shape) -> Bool {
        let area = shape.area
        return area > 0 && IoU.intersectionArea(region, shape) >= coveredShare * area
    }
}
