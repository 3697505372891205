public import Geometry

/// One object of a drawn scene.
public struct SceneShape: Sendable, Hashable {
    /// Its outline, in pixels of the scene.
    public let shape: Shape

    /// Its colour before light and shade.
    public let fill: RGB

    /// Chooses the pattern of its surface.
    public let textureSeed: UInt64

    /// Makes an object.
    public init(shape: Shape, fill: RGB, textureSeed: UInt64) {
        self.shape = shape
        self.fill = fill
        self.textureSeed = textureSeed
    }

    /// A polygon close to an ellipse inside a box; for discs and cells.
    ///
    /// - Parameter corners: how many corners; at least 3.
    public static func ellipse(in box: Box, corners: Int = 48) -> Polygon {
        let corners = max(3, corners)
        return Polygon(
            (0..<corners).map { corner in
                let angle = 2 * Double.pi * Double(corner) / Double(corners)
                let direction = UnitCircle.point(angle)
                return ImagePoint(
                    x: box.center.x + direction.cosine * box.width / 2,
                    y: box.center.y + direction.sine * box.height / 2
                )
            }
        )
    }
}
