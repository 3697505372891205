/// Why a shape cannot be accepted.
public enum ShapeDefect: Hashable, Sendable, CustomStringConvertible {
    /// A coordinate or side of the box is infinite or not a number.
    case boxNotFinite

    /// A side of the box is zero or negative.
    case boxWithoutArea

    /// The box reaches over the edge of the image.
    case boxOutsideImage

    /// The shape is a polygon, and this is wrong with it.
    case polygon(PolygonDefect)

    /// The defect as a sentence in plain English.
    public var description: String {
        switch self {
        case .boxNotFinite: "The box has a coordinate that is not a finite number."
        case .boxWithoutArea: "The box must have a width and a height greater than zero."
        case .boxOutsideImage: "The box reaches outside the image."
        case .polygon(let defect): defect.description
        }
    }
}
