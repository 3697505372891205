import Agreement
import Geometry
import Labeling
import Testing

@Suite("Agreement by class and size, and two by two")
struct AgreementBreakdownTests {
    private struct Fixture: Decodable {
        struct Nominal: Decodable {
            let units: [[Int]]
            let alpha: Double?
        }
        struct Place: Decodable {
            let units: [[[Double]]]
            let alpha: Double
        }
        let nominal: [Nominal]
        let place: [Place]
    }

    /// One image for each unit: everybody who gave a value drew the same box under that class.
    private func answers(_ units: [[Int]]) -> [ImageAnswers] {
        units.enumerated().map { number, unit in
            var drawing = Drawing()
            for (person, label) in unit.enumerated() {
                drawing.box("p\(person)", 100, 100, 50, 50, label: "class \(label)")
            }
            return drawing.answers((0..<max(2, unit.count)).map { "p\($0)" }, image: "image \(number)")
        }
    }

    @Test("over all objects, alpha of classes is the krippendorff package's")
    func nominal() throws {
        let file: Fixture = try fixture("krippendorff.json")
        var compared = 0
        for item in file.nominal {
            guard let alpha = item.alpha else { continue }
            let value = try #require(AgreementBreakdown(answers(item.units)).all.classAlpha.value)
            #expect(abs(value - alpha) <= 1e-9, "\(item.units)")
            compared += 1
        }
        #expect(compared >= 20)
    }

    @Test("a class alone is told from all others, by the same formula")
    func oneClass() throws {
        let units = [[0, 0, 1], [1, 1, 2], [2, 2, 2], [0, 1, 0], [1, 1, 1]]
        let breakdown = AgreementBreakdown(answers(units))
        #expect(breakdown.labels.count == 3)
        for (label, row) in breakdown.labels.enumerated() {
            let told = units.map { unit in unit.map { $0 == label ? 1 : 0 } }
            let alpha = try #require(KrippendorffAlpha.nominal(units: told).value)
            #expect(abs(try #require(row.figures.classAlpha.value) - alpha) <= 1e-12)
            #expect(row.figures.classAlpha.n == units.count { $0.contains(label) })
        }
    }

    @Test("alpha of places is the package's formula with chance over other objects, sizes are COCO's")
    func places() throws {
        var drawing = Drawing()
        var shapes: [[Shape]] = []
        for (number, side) in [20.0, 25, 60, 70, 200].enumerated() {
            var unit: [Shape] = []
            for (person, shift) in [0.0, 1, 3].enumerated() {
                let box = Box(x: Double(number) * 180 + shift, y: 50 + shift, width: side, height: side)
                drawing.box("p\(person)", box.x, box.y, box.width, box.height)
                unit.append(.box(box))
            }
            shapes.append(unit)
        }
        let breakdown = AgreementBreakdown([drawing.answers(["p0", "p1", "p2"])])
        #expect(breakdown.sizes.map(\.figures.objects) == [2, 2, 1])
        let alpha = try #require(KrippendorffAlpha.place(units: shapes).value)
        #expect(abs(try #require(breakdown.all.placeAlpha.value) - alpha) < 1e-9)
        let small = try #require(KrippendorffAlpha.place(units: Array(shapes[0..<2])).value)
        #expect(abs(try #require(breakdown.sizes[0].figures.placeAlpha.value) - small) < 1e-9)
        #expect(breakdown.sizes[2].figures.placeAlpha.reason == "Only one object was drawn by two people.")
        #expect(breakdown.all.classAlpha.reason == "Only one class was used, so nobody could differ.")
        #expect(breakdown.all.placeAlpha.low == nil, "one image has no interval")
    }

    @Test("intervals are over images, hold their figure, and do not depend on the order")
    func intervals() throws {
        var dice = Dice(5)
        var units: [[Int]] = []
        for _ in 0..<40 { units.append((0..<4).map { _ in Int.random(in: 0...5, using: &dice) / 4 }) }
        let all = answers(units)
        let breakdown = AgreementBreakdown(all)
        #expect(breakdown == AgreementBreakdown(all.reversed()))
        let alpha = breakdown.all.classAlpha
        let (value, low, high) = (
            try #require(alpha.value), try #require(alpha.low), try #require(alpha.high)
        )
        #expect(low < value && value < high && high - low < 0.8 && alpha.n == 40)
        #expect(breakdown.all.examples.count == AgreementBreakdown.namedImages)
        #expect(breakdown.all.images == 40)
    }

    @Test("two by two: from a higher IoU on fewer shapes are pairs, and kappa is of the pairs")
    func pairs() throws {
        var (first, second) = (Drawing(), Drawing())
        for (number, shift) in [0.0, 5, 20].enumerated() {
            let x = Double(number) * 200
            first.box("ann", x, 0, 100, 100, label: number == 0 ? "cat" : "dog")
            first.box("ben", x + shift, 0, 100, 100, label: number < 2 ? "cat" : "dog")
        }
        second.box("ann", 0, 0, 50, 50)
        second.box("cem", 0, 0, 50, 50)
        let answers = [
            first.answers(["ann", "ben"], image: "a"), second.answers(["ann", "cem"], image: "b"),
        ]
        let half = PairFigures.all(in: answers, iouThreshold: 0.5)
        #expect(half.map { [$0.a.rawValue, $0.b.rawValue] } == [["ann", "ben"], ["ann", "cem"]])
        #expect(half[0].f1.value == 1 && half[0].meanIoU.n == 3)
        #expect(half[0].kappa.n == 3)
        #expect(abs(try #require(half[0].kappa.value) - 0.4) < 1e-12)
        let strict = PairFigures.all(in: answers.reversed(), iouThreshold: 0.9)
        #expect(strict[0].f1.value == 4.0 / 6 && strict[0].meanIoU.n == 2)
        let own = AgreementReport(answers: answers, consensus: try answers.map { try consensus($0) })
        #expect(own.pairs[0].f1 == half[0].f1 && own.pairs[0].meanIoU == half[0].meanIoU)
    }
}
