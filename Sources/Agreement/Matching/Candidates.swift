import Geometry
import Labeling

/// Who marked what together on one image: the common ground of all consensus methods.
///
/// Place makes a group; classes are counted afterwards, so one object called cat, cat and dog is one object.
struct Candidates: Sendable {
    /// From which share of the smaller region on two crowd regions are the same.
    static let crowdOverlap = 0.5

    /// The votes, duplicates merged, in canonical order.
    let ballots: [Ballot]
    /// The classes that ``Ballot/label`` counts, in the order in which they come up.
    let labels: [LabelClassID]
    /// What was merged.
    let duplicates: [DuplicateShapes]
    /// Which of them share area, for ballots of different annotators.
    let overlaps: [Overlap]
    /// Indices of the ballots of each candidate, each with at most one of an annotator.
    ///
    /// A candidate is either all instances or all crowd regions.
    let groups: [[Int]]

    /// Finds the candidates in O(n · neighbours in x + l log l) for l pairs that overlap.
    init(_ answers: ImageAnswers, limits: MatchingLimits) {
        let merged = Ballots(answers)
        let ballots = merged.all
        self.ballots = ballots
        labels = merged.labels
        duplicates = merged.duplicates
        overlaps = Overlap.all(of: ballots)

        var instanceLinks: [AverageLinkage.Link] = []
        var crowdLinks: [AverageLinkage.Link] = []
        instanceLinks.reserveCapacity(overlaps.count)
        for overlap in overlaps {
            let isCrowd = ballots[overlap.first].isCrowd
            let isSameClass = ballots[overlap.first].label == ballots[overlap.second].label
            let similarity =
                isCrowd
                ? Candidates.sharedPart(ballots[overlap.first].shape, ballots[overlap.second].shape)
                : overlap.iou
            let place = isSameClass || isCrowd ? similarity : similarity - limits.classPenalty
            guard place >= (isCrowd ? Candidates.crowdOverlap : limits.link) else { continue }
            let link = AverageLinkage.Link(
                first: overlap.first, second: overlap.second, place: place,
                rank: isSameClass ? similarity : similarity - MatchingLimits.classPreference)
            if isCrowd { crowdLinks.append(link) } else { instanceLinks.append(link) }
        }
        let annotators = ballots.map(\.annotator)
        let instances = AverageLinkage.groups(
            annotators: annotators, links: instanceLinks, threshold: limits.average)
        guard ballots.contains(where: \.isCrowd) else {
            groups = instances
            return
        }
        let crowds = AverageLinkage.groups(
            annotators: annotators, links: crowdLinks, threshold: Candidates.crowdOverlap)
        groups = instances.filter { !ballots[$0[0]].isCrowd } + crowds.filter { ballots[$0[0]].isCrowd }
    }

    /// The shared area of two shapes as a share of the smaller one, 0…1.
    private static func sharedPart(_ first: Shape, _ second: Shape) -> Double {
        let smaller = min(first.area, second.area)
        return smaller > 0 ? min(1, IoU.intersectionArea(first, second) / smaller) : 0
    }
}
