import Foundation
import Geometry
import Labeling

/// A made-up person who draws what they see, with the slips of somebody of their care.
///
/// What they answer depends on the seed, their number and the image's name alone, not on the order of work.
struct SimulatedAnnotator: Sendable {
    private static let names = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gro", "Hal", "Ida", "Jon"]

    /// From 0.
    let number: Int
    let care: Care
    private let seed: UInt64

    init(number: Int, seed: UInt64) {
        self.number = number
        self.seed = seed
        care = Care.kinds[number % Care.kinds.count]
    }

    /// What others see, for example `Ben (in a hurry)`.
    var name: String {
        let names = SimulatedAnnotator.names
        let round = number / names.count
        return "\(names[number % names.count])\(round == 0 ? "" : " \(round + 1)") (\(care.title))"
    }

    /// A finished answer.
    struct Answer {
        let annotations: [Annotation]
        let activeMilliseconds: Int64
    }

    /// Looks at one image and draws.
    ///
    /// - Parameters:
    ///   - labels: the project's classes.
    ///   - minimumSide: the shortest side of a box, in pixels.
    func answer(to image: DemoImage, labels: [LabelClass], minimumSide: Double)
        -> Answer
    {
        var random = DemoRandom(seed: seed, "answer", String(number), image.name)
        let hand = Hand(care: care, size: image.size, minimumSide: minimumSide)
        var annotations: [Annotation] = []
        func draw(_ shape: Shape, _ className: String) {
            guard let label = labels.first(where: { $0.name == className })?.id else { return }
            annotations.append(Annotation(id: Self.uuid(&random), labelID: label, shape: shape))
        }
        for (index, object) in image.objects.enumerated() where !object.isCrowd {
            // Everybody finds the same objects hard, so their misses go together.
            var common = DemoRandom(seed: seed, "difficulty", image.name, String(index))
            let difficulty = common.chance(0.1) ? 4 : 0.75
            let isMissed = random.chance(min(0.9, care.misses * difficulty))
            let isConfused = random.chance(care.confusions)
            let isRepeated = random.chance(care.repeats)
            var className = object.className
            if isConfused, let other = Self.mistaken(object, among: labels, &random) { className = other }
            guard !isMissed else { continue }
            if let shape = hand.drawn(object.shape, &random) { draw(shape, className) }
            if isRepeated, let shape = hand.drawn(object.shape, &random) { draw(shape, className) }
        }
        for _ in 0..<random.poisson(care.spurious) {
            guard let label = random.choice(labels), let box = imagined(on: image, &random),
                let shape = hand.drawn(.box(box), &random)
            else { continue }
            draw(shape, label.name)
        }
        let seconds = 3 + care.pace * Double(annotations.count) * random.number(0.7, 1.5)
        return Answer(annotations: annotations, activeMilliseconds: Int64(seconds * 1000))
    }

    /// Another class: of those that share a word with the true one, or else of all.
    private static func mistaken(
        _ object: TrueObject, among labels: [LabelClass], _ random: inout DemoRandom
    ) -> String? {
        let words = Set(object.className.split(separator: " "))
        let others = labels.map(\.name).filter { $0 != object.className }
        let alike = others.filter { !words.isDisjoint(with: $0.split(separator: " ")) }
        return random.choice(alike.isEmpty ? others : alike)
    }

    /// Where somebody sees something that is not there: at a pebble, or at a place of some object's size.
    private func imagined(on image: DemoImage, _ random: inout DemoRandom) -> Box? {
        if random.chance(0.5), let pebble = random.choice(image.distractors) { return pebble }
        let model = random.choice(image.objects)?.shape.bounds
        let width = min(model?.width ?? Double(image.size.width) / 12, Double(image.size.width) / 2)
        let height = min(model?.height ?? Double(image.size.height) / 12, Double(image.size.height) / 2)
        return Box(
            x: random.number(0, Double(image.size.width) - width),
            y: random.number(0, Double(image.size.height) - height), width: width, height: height)
    }

    /// An identifier in the form of those that clients make, from the same source as everything else.
    private static func uuid(_ random: inout DemoRandom) -> AnnotationID {
        let (first, second) = (random.next(), random.next())
        var digits = [first, second].flatMap { word in
            (0..<16).map { Character(String(word >> (60 - 4 * UInt64($0)) & 15, radix: 16)) }
        }
        digits[12] = "4"
        digits[16] = "8"
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        return AnnotationID(groups.joined(separator: "-"))
    }
}
