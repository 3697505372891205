public import Geometry

/// Groups of boxes that most people drew: the plain rule that other methods are measured against.
///
/// The box with the most other people near it, then with the largest sum of their IoU, takes the nearest box of each of
/// them; then the same with what is left. Of equals the first. O(n² · groups) for n boxes at worst.
public enum MajorityBoxes {
    /// Groups of boxes by index, each with at most one of a person, in the order in which they are formed.
    ///
    /// - Parameters:
    ///   - boxes: the boxes of all people.
    ///   - people: whose each is.
    ///   - iouThreshold: boxes are near from this IoU on, more than 0.
    public static func groups(of boxes: [Box], people: [Int], iouThreshold: Double) -> [[Int]] {
        precondition(boxes.count == people.count, "every box is somebody's")
        let meetings = MeetingShapes(boxes, owners: people) { first, second in
            let iou = boxes[first].iou(boxes[second])
            return (iou, iou)
        }
        var near = boxes.indices.map { meetings[$0].filter { $0.overlap >= iouThreshold } }
        var isFree = Array(repeating: true, count: boxes.count)
        var candidates = boxes.indices.map { group(around: $0, near: near[$0], people: people) }
        var groups: [[Int]] = []
        while let best = candidates.indices.filter({ isFree[$0] })
            .min(by: { precedes(candidates[$0], candidates[$1]) })
        {
            let members = candidates[best].members
            groups.append(members.sorted())
            for member in members { isFree[member] = false }
            // Only groups that have lost a member have changed.
            let touched = Set(members.flatMap { near[$0].map(\.other) }).filter { isFree[$0] }
            for index in touched {
                near[index].removeAll { !isFree[$0.other] }
                candidates[index] = group(around: index, near: near[index], people: people)
            }
        }
        return groups
    }

    private struct Candidate {
        let centre: Int
        let members: [Int]
        let sum: Double
    }

    /// The nearest box of each person with one near a box, and the box itself.
    private static func group(
        around centre: Int, near: [MeetingShapes.Meeting], people: [Int]
    ) -> Candidate {
        var nearest: [Int: MeetingShapes.Meeting] = [:]
        for meeting in near {
            // They come in order of their index, so the first of equals stays.
            if let found = nearest[people[meeting.other]], found.overlap >= meeting.overlap { continue }
            nearest[people[meeting.other]] = meeting
        }
        let chosen = nearest.values.sorted { $0.other < $1.other }
        return Candidate(
            centre: centre, members: [centre] + chosen.map(\.other), sum: chosen.reduce(0) { $0 + $1.overlap }
        )
    }

    private static func precedes(_ first: Candidate, _ second: Candidate) -> Bool {
        if first.members.count != second.members.count { return first.members.count > second.members.count }
        return first.sum == second.sum ? first.centre < second.centre : first.sum > second.sum
    }
}
