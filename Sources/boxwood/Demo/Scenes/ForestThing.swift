import Foundation
import Geometry
import Imaging

/// Something on the forest floor: the layers it is painted in, and what it is to an annotator.
struct ForestThing {
    /// Painted one over the other.
    let layers: [SceneShape]
    /// What annotators are asked to mark; nil for what they should leave alone.
    let object: TrueObject?

    /// The smallest box around all layers.
    var bounds: Box {
        layers.dropFirst().reduce(layers.first?.shape.bounds ?? Box(x: 0, y: 0, width: 0, height: 0)) {
            $0.union($1.shape.bounds)
        }
    }
}

/// A place and a direction that a thing is drawn at.
struct Pose {
    let center: ImagePoint
    private let cosine: Double
    private let sine: Double

    /// - Parameter angle: clockwise on the screen, in radians.
    init(center: ImagePoint, angle: Double) {
        self.center = center
        (cosine, sine) = (cos(angle), sin(angle))
    }

    /// The point of the scene for a point of the thing's own plane, whose x axis is its length.
    func place(_ x: Double, _ y: Double) -> ImagePoint {
        ImagePoint(x: center.x + x * cosine - y * sine, y: center.y + x * sine + y * cosine)
    }
}
