import Foundation
import Geometry
import Imaging

/// A fallen leaf: toothed, a little bent, with veins, now and then eaten through.
struct Leaf {
    /// Class of all leaves; they are outlined with polygons.
    static let className = "leaf"

    private static let colors = [
        RGB(94, 132, 54), RGB(126, 150, 62), RGB(198, 158, 52), RGB(204, 112, 44), RGB(172, 70, 44),
        RGB(150, 104, 58),
    ]

    private let pose: Pose
    private let length: Double
    private let width: Double
    private let bend: Double
    private let teeth: Int
    private let color: RGB

    /// A leaf of so many pixels from stalk to tip.
    init(at center: ImagePoint, length: Double, random: inout DemoRandom) {
        pose = Pose(center: center, angle: random.number(0, 2 * .pi))
        self.length = length
        width = length * random.number(0.38, 0.55)
        bend = length * random.number(-0.12, 0.12)
        teeth = random.integer(6...9)
        color = random.choice(Leaf.colors) ?? RGB(94, 132, 54)
    }

    /// The leaf with its veins; with `isEaten` a caterpillar has left a hole in it.
    func thing(isEaten: Bool, random: inout DemoRandom) -> ForestThing {
        var rings = [outline()]
        let holeAt = random.number(0.42, 0.58)
        let holeSide: Double = random.chance(0.5) ? 1 : -1
        if isEaten { rings.append(hole(at: holeAt, side: holeSide, random: &random)) }
        let blade = Shape.polygon(Polygon(rings: rings))
        let vein = color.mixed(with: RGB(250, 240, 190), share: 0.38)
        var layers = [
            layer(.polygon(stalk()), color.mixed(with: RGB(60, 42, 28), share: 0.5), &random),
            layer(blade, color, &random),
        ]
        for index in 1...5 {
            let share = Double(index) / 7 + 0.08
            for side in [-1.0, 1.0] {
                if isEaten, side == holeSide, abs(share + 0.07 - holeAt) < 0.2 { continue }
                layers.append(layer(.polygon(sideVein(at: share, side: side)), vein, &random))
            }
        }
        layers.append(layer(.polygon(midrib()), vein, &random))
        return ForestThing(layers: layers, object: TrueObject(className: Leaf.className, shape: blade))
    }

    private func layer(_ shape: Shape, _ fill: RGB, _ random: inout DemoRandom) -> SceneShape {
        SceneShape(shape: shape, fill: fill, textureSeed: random.next())
    }

    /// A point at a share of the length from the stalk, so far beside the midrib.
    private func point(_ share: Double, _ aside: Double) -> ImagePoint {
        let arch = 4 * share * (1 - share) * bend
        return pose.place((share - 0.5) * length, arch + aside)
    }

    private func halfWidth(_ share: Double) -> Double {
        width / 2 * pow(max(0, sin(.pi * pow(share, 0.78))), 1.08)
    }

    private func outline() -> [ImagePoint] {
        let steps = teeth * 4
        func edge(_ side: Double) -> [ImagePoint] {
            (1..<steps).map { step in
                let share = Double(step) / Double(steps)
                let tooth = 1 + 0.09 * (Double(step % 4) / 3 - 0.5)
                return point(share, side * halfWidth(share) * tooth)
            }
        }
        return [point(0, 0)] + edge(1) + [point(1, 0)] + edge(-1).reversed()
    }

    private func hole(at share: Double, side: Double, random: inout DemoRandom) -> [ImagePoint] {
        let aside = side * halfWidth(share) * 0.48
        let radius = halfWidth(share) * 0.3
        return (0..<14).map { corner in
            let angle = 2 * Double.pi * Double(corner) / 14
            let reach = radius * random.number(0.8, 1.15)
            return point(share + reach * cos(angle) * 1.25 / length, aside + reach * sin(angle))
        }
    }

    private func midrib() -> Polygon {
        let thickness = max(1.2, length * 0.009)
        let shares = stride(from: 0.0, through: 0.94, by: 0.094).map(\.self)
        return Polygon(
            shares.map { point($0, thickness * (1 - $0)) } + [point(0.97, 0)]
                + shares.reversed().map { point($0, -thickness * (1 - $0)) })
    }

    private func sideVein(at share: Double, side: Double) -> Polygon {
        let thickness = max(0.7, length * 0.0035)
        let end = min(0.97, share + 0.14)
        let reach = side * halfWidth(end) * 0.86
        let middle = (share + end) / 2 + 0.012
        return Polygon([
            point(share, 0), point(middle, reach * 0.5 - thickness), point(end, reach),
            point(middle - 0.006, reach * 0.5 + thickness), point(share - 0.008, 0),
        ])
    }

    private func stalk() -> Polygon {
        let thickness = max(1.5, length * 0.012)
        return Polygon([
            point(0.04, thickness), point(0.04, -thickness), point(-0.1, -thickness * 0.8 + bend * 0.4),
            point(-0.2, -thickness * 0.6 + bend * 1.2), point(-0.2, thickness * 0.9 + bend * 1.2),
            point(-0.1, thickness * 0.8 + bend * 0.4),
        ])
    }
}
