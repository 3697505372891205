import Foundation
import Geometry
import Imaging

/// A round berry, ripe or not.
struct Berry {
    /// Classes of berries; they are marked with boxes.
    static let ripeName = "ripe berry"
    static let unripeName = "unripe berry"

    private let center: ImagePoint
    private let radius: Double
    private let isRipe: Bool

    init(at center: ImagePoint, radius: Double, isRipe: Bool) {
        self.center = center
        self.radius = radius
        self.isRipe = isRipe
    }

    /// The berry; a few of each kind come close to the other's colour.
    func thing(random: inout DemoRandom) -> ForestThing {
        let pure = isRipe ? RGB(188, 30, 44) : RGB(140, 168, 58)
        let turning = isRipe ? RGB(204, 92, 48) : RGB(196, 140, 60)
        let color = pure.mixed(with: turning, share: random.number(0, 1) * random.number(0, 1))
        let body = outline(random: &random)
        let crown = Pose(
            center: ImagePoint(x: center.x + radius * 0.38, y: center.y + radius * 0.4),
            angle: random.number(0, 6))
        var layers = [SceneShape(shape: .polygon(body), fill: color, textureSeed: random.next())]
        layers.append(
            SceneShape(
                shape: .polygon(star(crown)), fill: color.mixed(with: RGB(38, 34, 20), share: 0.7),
                textureSeed: random.next()))
        let name = isRipe ? Berry.ripeName : Berry.unripeName
        return ForestThing(layers: layers, object: TrueObject(className: name, shape: .box(body.bounds)))
    }

    private func outline(random: inout DemoRandom) -> Polygon {
        let (phase, dent) = (random.number(0, 6), random.number(0, 0.035))
        return Polygon(
            (0..<40).map { corner in
                let angle = 2 * Double.pi * Double(corner) / 40
                let reach = radius * (1 + dent * sin(3 * angle + phase))
                return ImagePoint(x: center.x + reach * cos(angle), y: center.y + reach * sin(angle))
            })
    }

    private func star(_ pose: Pose) -> Polygon {
        Polygon(
            (0..<10).map { corner in
                let angle = 2 * Double.pi * Double(corner) / 10
                let reach = radius * (corner % 2 == 0 ? 0.26 : 0.1)
                return pose.place(reach * cos(angle), reach * sin(angle))
            })
    }
}
