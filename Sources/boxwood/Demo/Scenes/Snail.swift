import Foundation
import Geometry
import Imaging

/// A snail on its way, with a wound shell and two horns.
struct Snail {
    /// Class of snails; they are marked with boxes.
    static let className = "snail"

    private let pose: Pose
    private let length: Double
    private let shell: RGB

    /// A snail of so many pixels from tail to head.
    init(at center: ImagePoint, length: Double, random: inout DemoRandom) {
        pose = Pose(center: center, angle: random.number(0, 2 * .pi))
        self.length = length
        shell = random.choice([RGB(196, 150, 92), RGB(150, 98, 66), RGB(214, 182, 110)]) ?? RGB(196, 150, 92)
    }

    /// The snail.
    func thing(random: inout DemoRandom) -> ForestThing {
        let flesh = RGB(122, 104, 84)
        var layers = horns().map { SceneShape(shape: .polygon($0), fill: flesh, textureSeed: random.next()) }
        layers.append(SceneShape(shape: .polygon(foot()), fill: flesh, textureSeed: random.next()))
        // Whorls, each smaller and nearer the centre of the spiral, by turns dark and light.
        var (x, y, radius) = (-0.06, 0.0, 0.27)
        for whorl in 0..<7 {
            let tone = whorl % 2 == 0 ? shell : shell.mixed(with: RGB(70, 44, 30), share: 0.45)
            let angle = 0.9 * Double(whorl)
            let step = radius * 0.13
            layers.append(
                SceneShape(shape: .polygon(disc(x, y, radius)), fill: tone, textureSeed: random.next()))
            (x, y) = (x - step * cos(angle), y + step * sin(angle))
            radius *= whorl % 2 == 0 ? 0.86 : 0.7
        }
        let marked = layers.dropFirst().reduce(layers[0].shape.bounds) { $0.union($1.shape.bounds) }
        return ForestThing(
            layers: layers, object: TrueObject(className: Snail.className, shape: .box(marked)))
    }

    private func disc(_ x: Double, _ y: Double, _ radius: Double) -> Polygon {
        Polygon(
            (0..<44).map { corner in
                let angle = 2 * Double.pi * Double(corner) / 44
                return pose.place(
                    (x + radius * cos(angle)) * length, (y + radius * 0.94 * sin(angle)) * length)
            })
    }

    /// The body seen from above: a pointed tail, a rounded head.
    private func foot() -> Polygon {
        let steps = 18
        func edge(_ side: Double) -> [ImagePoint] {
            (0...steps).map { step in
                let share = Double(step) / Double(steps)
                let half = 0.115 * pow(sin(.pi * (0.04 + 0.94 * pow(share, 0.6)) * 0.86), 0.8)
                let wave = 0.02 * sin(share * 7)
                return pose.place((share - 0.5) * length, (wave + side * half) * length)
            }
        }
        return Polygon(edge(1) + edge(-1).reversed())
    }

    private func horns() -> [Polygon] {
        [-1.0, 1.0].flatMap { side -> [Polygon] in
            let tip = (x: 0.62, y: side * 0.12)
            let thin = 0.011
            return [
                Polygon([
                    pose.place(0.44 * length, (side * 0.04 - thin) * length),
                    pose.place(tip.x * length, (tip.y - thin * 0.6) * length),
                    pose.place(tip.x * length, (tip.y + thin * 0.6) * length),
                    pose.place(0.44 * length, (side * 0.04 + thin) * length),
                ]),
                disc(tip.x, tip.y, 0.02),
            ]
        }
    }
}
