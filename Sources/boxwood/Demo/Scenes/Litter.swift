import Foundation
import Geometry
import Imaging

/// What lies about between the things to be marked: pebbles, twigs and crumbs of earth.
enum Litter {
    /// A pebble, rounded and a little flattened.
    static func pebble(at center: ImagePoint, radius: Double, random: inout DemoRandom) -> ForestThing {
        let pose = Pose(center: center, angle: random.number(0, .pi))
        let (flatness, phase) = (random.number(0.6, 0.9), random.number(0, 6))
        let outline = Polygon(
            (0..<28).map { corner in
                let angle = 2 * Double.pi * Double(corner) / 28
                let reach = radius * (1 + 0.07 * sin(2 * angle + phase) + 0.04 * sin(5 * angle - phase))
                return pose.place(reach * cos(angle), reach * flatness * sin(angle))
            })
        let tone = RGB(134, 130, 124).mixed(with: RGB(86, 84, 88), share: random.unit())
        return ForestThing(
            layers: [SceneShape(shape: .polygon(outline), fill: tone, textureSeed: random.next())],
            object: nil)
    }

    /// A crumb of earth, light or dark.
    static func crumb(at center: ImagePoint, unit: Double, random: inout DemoRandom) -> SceneShape {
        let pose = Pose(center: center, angle: random.number(0, .pi))
        let radius = unit * random.number(2, 6)
        let outline = Polygon(
            (0..<7).map { corner in
                let angle = 2 * Double.pi * Double(corner) / 7
                let reach = radius * random.number(0.7, 1.2)
                return pose.place(reach * cos(angle), reach * 0.7 * sin(angle))
            })
        let tone = RGB(66, 54, 44).mixed(with: RGB(150, 132, 108), share: random.unit())
        return SceneShape(shape: .polygon(outline), fill: tone, textureSeed: random.next())
    }

    /// A crooked twig with a side shoot; it has no bounds worth marking, so it is only paint.
    static func twig(at center: ImagePoint, length: Double, random: inout DemoRandom) -> [SceneShape] {
        let pose = Pose(center: center, angle: random.number(0, 2 * .pi))
        let bark = RGB(96, 74, 54).mixed(with: RGB(58, 44, 34), share: random.unit())
        let thickness = max(1.5, length * 0.014)
        let bends = (0...8).map { _ in random.number(-1, 1) * length * 0.018 }
        func side(_ sign: Double) -> [ImagePoint] {
            (0...8).map { step in
                let share = Double(step) / 8
                return pose.place((share - 0.5) * length, bends[step] + sign * thickness * (1 - 0.6 * share))
            }
        }
        let fork = bends[4]
        let shoot = Polygon([
            pose.place(-0.02 * length, fork), pose.place(0.03 * length, fork),
            pose.place(0.2 * length, fork + 0.15 * length), pose.place(0.19 * length, fork + 0.155 * length),
        ])
        return [shoot, Polygon(side(1) + side(-1).reversed())].map {
            SceneShape(shape: .polygon($0), fill: bark, textureSeed: random.next())
        }
    }
}
