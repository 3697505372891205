import Agreement
import Geometry
import Labeling
import Testing

@Suite("Skill cards")
struct SkillCardTests {
    /// Thirty images: Ann and Ben draw the same cat, Cem's is off by known pixels and called a dog on every third image.
    private func images(known: Bool = false) throws -> [CardImage] {
        try (0..<30).map { number in
            var drawing = Drawing()
            for person in ["ann", "ben"] { drawing.box(person, 100, 100, 80, 80) }
            drawing.shape(
                "cem", .box(Box(x: 98, y: 101, width: 84, height: 82)), label: number % 3 == 0 ? "dog" : "cat"
            )
            if number >= 15 { drawing.box("cem", 600, 600, 40, 40) }
            let answers = drawing.answers(["ann", "ben", "cem"], image: "image \(number)")
            return CardImage(
                answers: answers, consensus: try consensus(answers),
                answeredAt: Timestamp(milliseconds: Int64(number) * 1000),
                activeMilliseconds: number == 0 ? 0 : 4_000, isGold: known && number < 5)
        }
    }

    @Test("edges are signed pixels beside the others', and the side beside theirs")
    func edges() throws {
        let card = SkillCard(of: AccountID("cem"), in: try images().reversed())
        #expect(card.edges.mean.map(\.value) == [-2, 1, 2, 3])
        #expect(card.edges.mean.allSatisfy { $0.n == 30 })
        let side = ((84.0 * 82) / (80 * 80)).squareRoot()
        #expect(abs(try #require(card.edges.looseness.value) - side) < 1e-9)
        let ann = SkillCard(of: AccountID("ann"), in: try images())
        #expect(ann.edges.mean.map(\.value) == [1, -0.5, -1, -1.5], "beside the mean of Ben and Cem")
    }

    @Test("classes, what was missed and what was marked for nothing")
    func confusion() throws {
        let card = SkillCard(of: AccountID("cem"), in: try images())
        #expect(
            card.confusion.map { "\($0.labelID?.rawValue ?? "–") \($0.said?.rawValue ?? "–") \($0.count)" }
                == ["cat cat 20", "cat dog 10", "– cat 15"])
        #expect(card.figures.recall.value == 1 && card.figures.precision.value == 30.0 / 45)
        #expect(card.gold == nil)
        #expect(SkillCard(of: AccountID("cem"), in: try images(known: true)).gold?.images == 5)
    }

    @Test("time counts where it is known, and spans show change")
    func time() throws {
        let card = SkillCard(of: AccountID("cem"), in: try images())
        #expect(card.secondsPerImage.value == 4 && card.secondsPerImage.n == 29)
        let perShape = try #require(card.secondsPerShape.value)
        let expected: Double = 116.0 / 44
        #expect(abs(perShape - expected) < 1e-9)
        #expect(card.spans.map(\.figures.images) == [10, 10, 10])
        let precision: [Double?] = [1, 10.0 / 15, 0.5]
        #expect(card.spans.map(\.figures.precision.value) == precision)
        #expect(card.spans[2].from == Timestamp(milliseconds: 20_000))
        #expect(SkillCard(of: AccountID("dot"), in: []).spans.isEmpty)
    }
}
