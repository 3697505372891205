import Geometry

/// For each of several people's shapes, the shapes of others that its bounds meet.
struct MeetingShapes {
    /// Another shape, and how far it is overlapped.
    typealias Meeting = (other: Int, overlap: Double)

    private let meetings: [[Meeting]]

    /// Finds them in O(n · neighbours in x), see ``MeetingPairs``.
    ///
    /// - Parameters:
    ///   - bounds: the boxes around the shapes; those without area meet nothing.
    ///   - owners: whose each is, at least 0.
    ///   - overlap: how far the first of a pair is overlapped by the second, and the second by the first.
    init(
        _ bounds: [Box], owners: [Int],
        overlap: (_ first: Int, _ second: Int) -> (there: Double, back: Double)
    ) {
        let order = bounds.indices.filter { bounds[$0].area > 0 }
            .sorted { bounds[$0].x == bounds[$1].x ? $0 < $1 : bounds[$0].x < bounds[$1].x }
        var found = Array(repeating: [Meeting](), count: bounds.count)
        let sorted = order.map { bounds[$0] }
        MeetingPairs.visit(sorted, owners: order.map { Int32(truncatingIfNeeded: owners[$0]) }) {
            first, second in
            let (one, other) = (order[first], order[second])
            let (there, back) = overlap(one, other)
            found[one].append((other, there))
            found[other].append((one, back))
        }
        meetings = found.map { $0.sorted { $0.other < $1.other } }
    }

    /// The shapes that a shape meets, in order of their index.
    subscript(shape: Int) -> [Meeting] { meetings[shape] }
}
