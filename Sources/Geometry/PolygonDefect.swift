/// Why a polygon cannot be accepted; rings and points are counted from 0 here and from 1 in the text.
public enum PolygonDefect: Hashable, Sendable, CustomStringConvertible {
    /// There is no ring at all.
    case noRings

    /// A ring has fewer than 3 points.
    case tooFewPoints(ring: Int)

    /// A coordinate is infinite or not a number.
    case notFinite(ring: Int, point: Int)

    /// A ring encloses no area, or the holes leave none.
    case zeroArea(ring: Int)

    /// Two edges of one ring cross; an edge is named by the point it starts from.
    case selfCrossing(ring: Int, edge: Int, otherEdge: Int)

    /// A hole does not lie inside the outline.
    case holeOutside(ring: Int)

    /// A point lies outside the image.
    case outsideImage(ring: Int, point: Int)

    /// The defect as a sentence in plain English.
    public var description: String {
        switch self {
        case .noRings: "The polygon has no points."
        case .tooFewPoints(let ring): "\(name(of: ring)) has fewer than 3 points."
        case .notFinite(let ring, let point):
            "Point \(point + 1) of \(name(of: ring, capital: false)) has a coordinate that is no finite number."
        case .zeroArea(let ring): "\(name(of: ring)) encloses no area."
        case .selfCrossing(let ring, let edge, let other):
            "\(name(of: ring)) crosses itself: the edges after points \(edge + 1) and \(other + 1) meet."
        case .holeOutside(let ring): "\(name(of: ring)) does not lie inside the outline."
        case .outsideImage(let ring, let point):
            "Point \(point + 1) of \(name(of: ring, capital: false)) lies outside the image."
        }
    }

    private func name(of ring: Int, capital: Bool = true) -> String {
        switch (ring == 0, capital) {
        case (true, true): "The outline"
        case (true, false): "the outline"
        case (false, true): "Hole \(ring)"
        case (false, false): "hole \(ring)"
        }
    }
}
