import Geometry

/// ``MajorityBoxes`` of people's shapes: the mean box of each group, or the pixels that at least half of its polygons hold.
///
/// Groups are formed by place, from the boxes around the shapes; the class is the commonest.
public struct MajorityConsensus: BaselineConsensus {
    /// The name in settings and files.
    public static let id = "majority"

    /// The name shown to people.
    public static let title = "Majority"

    /// The method; everything else is in the settings.
    public init() {}

    /// The groups, the largest first.
    public func groups(of votes: [BaselineVote], people: Int, iouThreshold: Double) -> [BaselineGroup] {
        [false, true].flatMap { isCrowd in
            let indices = votes.indices.filter { votes[$0].isCrowd == isCrowd }
            let groups = MajorityBoxes.groups(
                of: indices.map { votes[$0].shape.bounds }, people: indices.map { votes[$0].person },
                iouThreshold: iouThreshold)
            return groups.map { group in
                let members = group.map { indices[$0] }
                let shapes = members.map { votes[$0].shape }
                return BaselineGroup(
                    members: members,
                    shape: OutlineRule.majority.outline(of: shapes) ?? Self.mean(of: shapes),
                    score: Double(members.count) / Double(max(people, 1)))
            }
        }
    }

    private static func mean(of shapes: [Shape]) -> Shape {
        let (boxes, count) = (shapes.map(\.bounds), Double(shapes.count))
        return .box(
            Box(
                minX: boxes.reduce(0) { $0 + $1.x } / count, minY: boxes.reduce(0) { $0 + $1.y } / count,
                maxX: boxes.reduce(0) { $0 + $1.maxX } / count, maxY: boxes.reduce(0) { $0 + $1.maxY } / count
            ))
    }
}
