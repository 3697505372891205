import Agreement
import Geometry
import Labeling
import TestSupport
import Testing

@Suite("Answers against known ones")
struct GoldComparisonTests {
    private let cat = LabelClassID("cat")
    private let dog = LabelClassID("dog")

    private func box(
        _ number: Int, _ label: LabelClassID? = nil, x: Double, y: Double = 0, side: Double = 10,
        flags: AnnotationFlags = []
    ) -> Annotation {
        Annotation(
            id: .client(number), labelID: label ?? cat,
            shape: .box(Box(x: x, y: y, width: side, height: side)), flags: flags)
    }

    private func answer(_ name: String, _ annotations: [Annotation]) -> GoldAnswer {
        GoldAnswer(
            id: GoldAnswerID(name), origin: .given, parts: annotations.map { GoldAnswer.Part(annotation: $0) }
        )
    }

    private func result(_ drawn: [Annotation], _ answers: GoldAnswer..., iou: Double = 0.5) throws
        -> GoldResult
    {
        try #require(GoldComparison.best(drawn, against: answers, iouThreshold: iou))
    }

    @Test("nine of ten found is 0.9; an extra mark costs as much as a missed object")
    func partialCredit() throws {
        let known = (0..<10).map { box($0, x: Double($0) * 20) }
        let nine = (0..<9).map { box(100 + $0, x: Double($0) * 20) }
        let found = try result(nine, answer("a", known))
        #expect(found.score == 0.9)
        #expect(found.right == 9 && found.missed == [known[9].id] && found.extra.isEmpty)
        let marked = try result(nine + [box(200, x: 500)], answer("a", known))
        #expect(marked.score == 9.0 / 11)
        #expect(marked.extra == [.client(200)])
    }

    @Test("a wrong class is told from a missed object and an extra mark")
    func wrongClass() throws {
        let found = try result(
            [box(10, dog, x: 0), box(11, x: 20)], answer("a", [box(1, x: 0), box(2, x: 20)]))
        #expect(found.wrongClass == 1 && found.right == 1 && found.missed.isEmpty && found.extra.isEmpty)
        #expect(found.score == 0.5)
    }

    @Test("pairs are chosen so that most is found, not the first that fits")
    func optimal() throws {
        // The left shape overlaps both objects; taking the better one would leave the other shape without.
        let known = [box(1, x: 0), box(2, x: 4)]
        let found = try result([box(10, x: 3), box(11, x: 7)], answer("a", known), iou: 0.4)
        #expect(found.right == 2)
    }

    @Test("the best of several acceptable answers counts; of equals the closer one")
    func several() throws {
        let one = answer("one", [box(1, x: 0), box(2, x: 20)])
        let whole = answer("whole", [box(3, x: 0, side: 30)])
        #expect(try result([box(10, x: 1, side: 30)], one, whole).answerID == whole.id)
        #expect(try result([box(10, x: 0), box(11, x: 20)], one, whole).answerID == one.id)
        let shifted = answer("shifted", [box(4, x: 2)])
        let exact = answer("exact", [box(5, x: 0)])
        #expect(try result([box(10, x: 0)], shifted, exact).answerID == exact.id)
    }

    @Test("edges are told by how far they lie outside, in pixels")
    func looseness() throws {
        let drawn = Annotation(
            id: .client(10), labelID: cat, shape: .box(Box(x: 94, y: 101, width: 110, height: 99)))
        let known = Annotation(
            id: .client(1), labelID: cat, shape: .box(Box(x: 100, y: 100, width: 100, height: 100)))
        #expect(try result([drawn], answer("a", [known])).pairs.first?.looseness == [6, -1, 4, 0])
    }

    @Test("nothing on an empty image is right, anything is wrong")
    func empty() throws {
        #expect(try result([], answer("a", [])).score == 1)
        #expect(try result([box(10, x: 0)], answer("a", [])).score == 0)
        #expect(try result([], answer("a", [box(1, x: 0)])).score == 0)
        #expect(GoldComparison.best([], against: [], iouThreshold: 0.5) == nil)
    }

    @Test("a known crowd is not asked for, and shapes in it are not extra")
    func crowds() throws {
        let crowd = box(1, x: 0, side: 100, flags: .crowd)
        let found = try result(
            [box(10, x: 10), box(11, x: 40), box(12, dog, x: 60), box(13, x: 0, side: 90, flags: .crowd)],
            answer("a", [crowd, box(2, x: 200)]))
        #expect(found.extra == [.client(12)] && found.missed == [.client(2)] && found.pairs.isEmpty)
    }

    @Test("a score has Wilson's interval over answers, and a pause waits for enough of them")
    func standing() throws {
        // Wilson 1927: 8 of 10 is 0.490 to 0.943.
        let ten = GoldStanding(scores: Array(repeating: 1, count: 8) + [0, 0]).score
        let (low, high) = (abs((ten.low ?? 0) - 0.4902), abs((ten.high ?? 0) - 0.9433))
        #expect(low < 1e-4 && high < 1e-4 && ten.n == 10)
        #expect(GoldStanding(scores: []).score.value == nil)

        var settings = GoldSettings()
        settings.threshold = 0.7
        settings.minimumAnswers = 3
        func ground(_ scores: [Double]) -> Estimate? {
            GoldStanding(scores: scores).ground(toPauseBy: settings)
        }
        #expect(ground([0, 0]) == nil)
        #expect(ground([0.5, 0.5, 0.5]) == nil, "the interval reaches above")
        #expect(ground([0, 0.1, 0])?.n == 3)
        settings.pauseRule = .score
        #expect(ground([0.5, 0.5, 0.5])?.n == 3)
        settings.pauseRule = .never
        #expect(ground([0, 0, 0]) == nil)
    }

    @Test("who did well for long and slackens is paused for the newest answers")
    func slackening() {
        var settings = GoldSettings()
        settings.minimumAnswers = 5
        settings.recentAnswers = 4
        func ground(_ scores: [Double]) -> Estimate? {
            GoldStanding(scores: scores).ground(toPauseBy: settings)
        }
        let good = Array(repeating: 0.95, count: 20)
        #expect(ground(good + [0, 0.1, 0]) == nil)
        #expect(ground([0, 0, 0, 0]) == nil, "as many answers as any pause needs come first")
        let newest = ground(good + [0, 0.1, 0, 0.1])
        #expect(newest?.n == 4 && (newest?.high ?? 1) < settings.threshold)
        #expect(ground([0, 0.1, 0, 0.1, 0] + good) == nil, "who has learnt since goes on")
        settings.pauseRule = .score
        #expect(ground(good + [0.9, 0.3, 0.9, 0.4, 0.9]) == nil, "the newest are judged by their interval")
        #expect(ground(good + [0, 0.1, 0, 0.1])?.n == 4)
        settings.recentAnswers = 0
        #expect(ground(good + [0, 0.1, 0, 0.1, 0]) == nil)
    }
}
