import Agreement
import Geometry
import Labeling
import Testing

@Suite("Agreement report")
struct AgreementReportTests {
    /// Two images of three people: ann and ben draw both objects of the first, cem only one and with another class;
    /// on the second all agree that there is nothing.
    private func report(extra: [ImageAnswers] = []) -> AgreementReport {
        var drawing = Drawing()
        for person in ["ann", "ben"] {
            drawing.box(person, 100, 100, 100, 100)
            drawing.box(person, 500, 500, 100, 100)
        }
        drawing.box("cem", 100, 100, 100, 80, label: "dog")
        let people = ["ann", "ben", "cem"]
        let answers = [drawing.answers(people, image: "1"), Drawing().answers(people, image: "2")] + extra
        let consensus = QuorumConsensus().consensus(of: answers, settings: ConsensusSettings())
        return AgreementReport(answers: answers, consensus: consensus)
    }

    @Test("Pairs: agreement, IoU, F1 and classes")
    func pairs() throws {
        let pairs = report().pairs
        #expect(pairs.map { "\($0.a)-\($0.b)" } == ["ann-ben", "ann-cem", "ben-cem"])
        #expect(pairs[0].agreement.value == 1 && pairs[0].agreement.n == 2 && pairs[0].images == 2)
        #expect(pairs[0].f1.value == 1 && pairs[0].f1.n == 4)
        let other = pairs[1]
        // On the first image 2 · 0.8 / 3, on the second 1.
        let expected: Double = (1.6 / 3 + 1) / 2
        #expect(abs(try #require(other.agreement.value) - expected) < 1e-12)
        #expect(abs(try #require(other.f1.value) - 2.0 / 3) < 1e-12)
        #expect(abs(try #require(other.meanIoU.value) - 0.8) < 1e-12)
        #expect(other.classAgreement.value == 0 && other.classAgreement.n == 1)
    }

    @Test("Annotators against the consensus")
    func annotators() throws {
        let figures = report().annotators
        #expect(figures.map(\.annotator.rawValue) == ["ann", "ben", "cem"])
        #expect(figures.map(\.shapes) == [2, 2, 1])
        #expect(figures.map(\.images) == [2, 2, 2])
        #expect(figures.map(\.recall.value) == [1, 1, 0.5])
        #expect(figures.map(\.precision.value) == [1, 1, 1])
        #expect(figures.map(\.classAccuracy.value) == [1, 1, 0])
        let (good, bad) = (try #require(figures[0].meanIoU.value), try #require(figures[2].meanIoU.value))
        #expect(good > bad)
    }

    @Test("Overall agreement is the mean over images, and says on how many it stands")
    func overall() throws {
        let result = report()
        let first: Double = (1 + 1.6 / 3 + 1.6 / 3) / 3
        let expected: Double = (first + 1) / 2
        #expect(abs(try #require(result.agreement.value) - expected) < 1e-12)
        #expect(result.agreement.n == 2 && result.images == 2 && result.sharedImages == 2)
    }

    @Test("Images of one person count as images, and measure nothing")
    func alone() {
        var drawing = Drawing()
        drawing.box("dot", 0, 0, 10, 10)
        let result = report(extra: [drawing.answers(["dot"], image: "3")])
        #expect(result.images == 3 && result.sharedImages == 2)
        let dot = result.annotators.last
        #expect(dot?.images == 1 && dot?.shapes == 1 && dot?.recall.value == nil && dot?.recall.reason != nil)
    }

    @Test("Nothing at all says why there is no figure")
    func empty() {
        let result = AgreementReport(answers: [], consensus: [])
        #expect(result.agreement.value == nil)
        #expect(result.agreement.reason == "No image has been answered by two people.")
    }
}
