import Geometry

/// An object that is known to be on an image of the demonstration.
struct TrueObject: Sendable {
    /// The name of its class.
    let className: String
    /// Where it is, in image pixels.
    let shape: Shape
    /// Whether it is a region of many objects, which the simulated annotators pass over.
    var isCrowd = false
}
