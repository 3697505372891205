import Geometry

/// How far each of several people's shapes overlaps those of the others, as Datumaro has it: boxes by IoU, polygons
/// by the shared pixels over those of the first.
struct DirectedOverlaps {
    /// Beyond this side, in pixels, areas of polygons are exact instead of counted in pixels.
    private static let longestCanvas = 32_768.0

    private let meetings: MeetingShapes
    /// What each shape overlaps itself: 1, or 0 without area.
    private let own: [Double]

    /// - Parameters:
    ///   - shapes: all boxes, or all polygons.
    ///   - sources: whose each is.
    init(_ shapes: [Shape], sources: [Int]) {
        own = shapes.map { DirectedOverlaps.value($0, $0) }
        meetings = MeetingShapes(shapes.map(\.bounds), owners: sources) { first, second in
            (
                DirectedOverlaps.value(shapes[first], shapes[second]),
                DirectedOverlaps.value(shapes[second], shapes[first])
            )
        }
    }

    /// The overlaps of a shape with shapes of others that its bounds meet, in order of their index.
    func from(_ shape: Int) -> [MeetingShapes.Meeting] { meetings[shape] }

    /// The overlap of a shape with another one, or with itself.
    subscript(first: Int, second: Int) -> Double {
        first == second ? own[first] : meetings[first].first { $0.other == second }?.overlap ?? 0
    }

    private static func value(_ first: Shape, _ second: Shape) -> Double {
        let (own, other) = (first.bounds, second.bounds)
        guard case .polygon(let polygon) = first, case .polygon(let against) = second else {
            return own.iou(other)
        }
        // Both are drawn on the smallest canvas that ends where they do, without a last part of a pixel.
        let (right, bottom) = (max(own.maxX, other.maxX), max(own.maxY, other.maxY))
        guard max(right, bottom) < longestCanvas else {
            return min(1, IoU.intersectionArea(first, second) / first.area)
        }
        let size = PixelSize(width: max(0, Int(right)), height: max(0, Int(bottom)))
        let mask = RunLengthMask(rasterizing: polygon, size: size)
        return (try? mask.iou(RunLengthMask(rasterizing: against, size: size), crowd: true)) ?? 0
    }
}
