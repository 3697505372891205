import Agreement
import Geometry
import Labeling

/// Simulated people of different care, looking at scenes whose truth is known.
struct Crowd {
    var images: [ImageAnswers] = []
    var truth: [[TruthShape]] = []

    static let people = ["ann", "ben", "cem", "dot", "eve"]

    init(seed: UInt64, images count: Int, people: Int = 5, objects: Int = 8, polygons: Bool = false) {
        var dice = Dice(seed)
        for number in 0..<count {
            var drawing = Drawing()
            var known: [TruthShape] = []
            for _ in 0..<objects {
                let box = Box(
                    x: dice.uniform(0...800), y: dice.uniform(0...800), width: dice.uniform(30...180),
                    height: dice.uniform(30...180))
                let label = ["cat", "dog", "owl"].randomElement(using: &dice) ?? "cat"
                let isPolygon = polygons && dice.uniform(0...1) < 0.5
                known.append(
                    TruthShape(labelID: LabelClassID(label), shape: Crowd.shape(box, polygon: isPolygon)))
                for (place, person) in Crowd.people.prefix(people).enumerated() {
                    let care = place == 4 ? 0.4 : 1
                    if dice.uniform(0...1) > 0.75 + 0.2 * care { continue }
                    let noise = 0.05 / care
                    let seen = Box(
                        minX: box.x + dice.normal(noise) * box.width,
                        minY: box.y + dice.normal(noise) * box.height,
                        maxX: box.maxX + dice.normal(noise) * box.width,
                        maxY: box.maxY + dice.normal(noise) * box.height)
                    let name = dice.uniform(0...1) < 0.9 ? label : "dog"
                    drawing.shape(person, Crowd.shape(seen, polygon: isPolygon), label: name)
                }
            }
            for person in Crowd.people.prefix(people) where dice.uniform(0...1) < 0.3 {
                drawing.box(
                    person, dice.uniform(0...800), dice.uniform(0...800), dice.uniform(20...100),
                    dice.uniform(20...100))
            }
            let names = Array(Crowd.people.prefix(people))
            images.append(drawing.answers(names, image: "image\(100 + number)"))
            truth.append(known)
        }
    }

    /// A box, or an octagon in it.
    private static func shape(_ box: Box, polygon: Bool) -> Shape {
        guard polygon else { return .box(box) }
        let corners: [(Double, Double)] = [
            (0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3),
        ]
        return .polygon(
            Polygon(corners.map { ImagePoint(x: box.x + $0.0 * box.width, y: box.y + $0.1 * box.height) }))
    }
}
