import Geometry
import Imaging

/// Lays out the made-up pictures of the demonstration, the same for the same seed.
struct SceneComposer {
    let seed: UInt64

    private static let grounds = [
        RGB(112, 92, 72), RGB(104, 112, 78), RGB(170, 152, 122), RGB(120, 122, 122), RGB(88, 78, 66),
    ]

    private static let sizes = [
        PixelSize(width: 1600, height: 1200), PixelSize(width: 1280, height: 960),
        PixelSize(width: 1200, height: 1600),
        PixelSize(width: 4000, height: 3000), PixelSize(width: 1024, height: 768),
        PixelSize(width: 1400, height: 1050),
    ]

    /// Twelve pictures of several sizes, one of them large; the last but two has nothing on it to be marked.
    func scenes() -> [DemoScene] {
        (1...12).map { number in
            let isLarge = number == 4
            let size = number > 6 && (number - 1) % 6 == 3 ? Self.sizes[5] : Self.sizes[(number - 1) % 6]
            return scene(number, size: size, isLarge: isLarge, isEmpty: number == 10)
        }
    }

    private func scene(_ number: Int, size: PixelSize, isLarge: Bool, isEmpty: Bool) -> DemoScene {
        var random = DemoRandom(seed: seed, "scene", String(number))
        let name = "forest-floor-\(number < 10 ? "0" : "")\(number).jpg"
        var scene = DemoScene(
            name: name, size: size, ground: Self.grounds[(number - 1) % Self.grounds.count],
            seed: random.next())
        // Things keep their size in pixels, so a larger picture shows more of them.
        let unit = isLarge ? 1.35 : Double(min(size.width, size.height)) / 1200
        let space = Double(size.pixelCount) / (1600 * 1200 * unit * unit)
        var floor = FreeFloor(size: size)
        for _ in 0..<Int(90 * space) {
            scene.paint(Litter.crumb(at: anywhere(on: size, &random), unit: unit, random: &random))
        }
        for _ in 0..<Int(5 * space) {
            let length = unit * random.number(140, 420)
            let place = anywhere(on: size, &random)
            for shape in Litter.twig(at: place, length: length, random: &random) { scene.paint(shape) }
        }
        if !isEmpty {
            addLeaves(Int((4.5 * space).rounded(.up)), unit, to: &scene, &floor, &random)
            for _ in 0..<max(1, Int(2 * space * random.number(0.5, 1.2))) {
                let length = unit * random.number(150, 230)
                guard let place = floor.place(radius: length * 0.58, random: &random) else { continue }
                scene.add(Snail(at: place, length: length, random: &random).thing(random: &random))
            }
            for _ in 0..<max(3, Int(5 * space)) { addBerries(unit, to: &scene, &floor, &random) }
        }
        for _ in 0..<Int(12 * space) {
            let radius = unit * random.number(14, 46)
            guard let place = floor.place(radius: radius * 1.1, random: &random) else { continue }
            scene.add(Litter.pebble(at: place, radius: radius, random: &random))
        }
        return scene
    }

    private func anywhere(on size: PixelSize, _ random: inout DemoRandom) -> ImagePoint {
        ImagePoint(x: random.number(0, Double(size.width)), y: random.number(0, Double(size.height)))
    }

    private func addLeaves(
        _ count: Int, _ unit: Double, to scene: inout DemoScene, _ floor: inout FreeFloor,
        _ random: inout DemoRandom
    ) {
        for index in 0..<count {
            let length = unit * random.number(210, 400)
            guard let place = floor.place(radius: length * 0.5, random: &random) else { continue }
            let leaf = Leaf(at: place, length: length, random: &random)
            scene.add(leaf.thing(isEaten: index == 0 || random.chance(0.2), random: &random))
        }
    }

    /// One to five berries that touch, mostly of one kind.
    private func addBerries(
        _ unit: Double, to scene: inout DemoScene, _ floor: inout FreeFloor, _ random: inout DemoRandom
    ) {
        let count = random.integer(1...5)
        let radius = unit * random.number(24, 42)
        guard let center = floor.place(radius: radius * (count == 1 ? 1 : 3), random: &random) else { return }
        let isRipe = random.chance(0.6)
        var angle = random.number(0, 6)
        for index in 0..<count {
            let away = index == 0 ? 0 : radius * random.number(1.94, 2.1)
            let berry = Berry(
                at: Pose(center: center, angle: angle).place(away, 0),
                radius: radius * random.number(0.86, 1.04),
                isRipe: random.chance(0.8) ? isRipe : !isRipe)
            scene.add(berry.thing(random: &random))
            angle += random.number(1.08, 1.5)
        }
    }
}
