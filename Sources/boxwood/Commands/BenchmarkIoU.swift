import ArgumentParser
import Geometry

/// Times IoU of all pairs of boxes, for the benchmarks; not shown in help.
struct BenchmarkIoU: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark-iou", abstract: "Time IoU of all pairs of boxes.", shouldDisplay: false)

    @Option(help: "How many images.")
    var images = 2000

    @Option(help: "How many boxes stand against as many on each.")
    var boxes = 103

    @Option(help: "How many times all is done; the shortest counts.")
    var repeats = 5

    /// What was measured.
    struct Result: Encodable {
        let seconds: Double
        let pairs: Int
        /// The sum of all IoU, so that nothing can be left out.
        let sum: Double
    }

    func validate() throws {
        guard images > 0, boxes > 0, repeats > 0 else {
            throw ValidationError("--images, --boxes and --repeats are at least 1.")
        }
    }

    func run() throws {
        let scenes = (0..<images).map { image in Self.scene(image, count: boxes) }
        var (best, sum) = (Double.infinity, 0.0)
        for _ in 0..<repeats {
            sum = 0
            let start = ContinuousClock.now
            for scene in scenes {
                let matrix = IoU.matrix(scene.drawn, scene.others)
                sum += matrix[matrix.count / 2]
            }
            best = min(best, (ContinuousClock.now - start) / .seconds(1))
        }
        try Terminal.json(Result(seconds: best, pairs: images * boxes * boxes, sum: sum))
    }

    /// Boxes of 20 to 220 pixels on a canvas of 1280 by 960, the same for the same image.
    private static func scene(_ image: Int, count: Int) -> (drawn: [Box], others: [Box]) {
        var state = UInt64(image) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ limit: Double) -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53) * limit
        }
        func boxes() -> [Box] {
            (0..<count).map { _ in
                let (width, height) = (20 + next(200), 20 + next(200))
                return Box(x: next(1280 - width), y: next(960 - height), width: width, height: height)
            }
        }
        return (boxes(), boxes())
    }
}
