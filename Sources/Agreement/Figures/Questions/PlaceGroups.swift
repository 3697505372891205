import Geometry
import Labeling

/// Shapes of several people grouped into objects by place alone, with the limits of a merge.
///
/// A merge prefers a partner of the same class where places are nearly equal, so people who draw at random would seem
/// to agree on classes. Agreement must not: here the nearest partner is taken, whatever its class. Wherever no
/// two shapes of a person compete for the same partner these are the merge's own groups.
struct PlaceGroups {
    /// The shapes, duplicates of a person merged, in canonical order.
    let ballots: [Ballot]
    /// Which of them share area, for shapes of different people.
    let overlaps: [Overlap]
    /// Indices of the shapes of each object, each with at most one of a person.
    let groups: [[Int]]

    /// Finds the objects; costs what ``Candidates`` cost.
    init(_ answers: ImageAnswers, limits: MatchingLimits) {
        let ballots = Ballots(answers).all
        let overlaps = Overlap.all(of: ballots)
        var instanceLinks: [AverageLinkage.Link] = []
        var crowdLinks: [AverageLinkage.Link] = []
        for overlap in overlaps {
            let (first, second) = (ballots[overlap.first], ballots[overlap.second])
            let place = first.isCrowd ? PlaceGroups.sharedPart(first.shape, second.shape) : overlap.iou
            guard place >= (first.isCrowd ? Candidates.crowdOverlap : limits.link) else { continue }
            let link = AverageLinkage.Link(
                first: overlap.first, second: overlap.second, place: place, rank: place)
            if first.isCrowd { crowdLinks.append(link) } else { instanceLinks.append(link) }
        }
        let people = ballots.map(\.annotator)
        let instances = AverageLinkage.groups(
            annotators: people, links: instanceLinks, threshold: limits.average)
        self.ballots = ballots
        self.overlaps = overlaps
        guard ballots.contains(where: \.isCrowd) else {
            groups = instances
            return
        }
        let crowds = AverageLinkage.groups(
            annotators: people, links: crowdLinks, threshold: Candidates.crowdOverlap)
        groups = instances.filter { !ballots[$0[0]].isCrowd } + crowds.filter { ballots[$0[0]].isCrowd }
    }

    /// People, ascending, who marked a crowd region over an object and did not draw the object itself.
    func neutral(towards votes: [Ballot]) -> [Int] {
        guard !votes[0].isCrowd else { return [] }
        let regions = ballots.filter { region in
            region.isCrowd && !votes.contains { $0.annotator == region.annotator }
        }
        guard !regions.isEmpty else { return [] }
        let shape = MergedShape.of(votes.map(\.shape))
        return Set(regions.filter { CrowdRegions.covers($0.shape, shape) }.map(\.annotator)).sorted()
    }

    /// The shared area of two shapes as a share of the smaller one, 0…1.
    private static func sharedPart(_ first: Shape, _ second: Shape) -> Double {
        let smaller = min(first.area, second.area)
        return smaller > 0 ? min(1, IoU.intersectionArea(first, second) / smaller) : 0
    }
}
