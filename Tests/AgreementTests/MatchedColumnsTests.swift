import Agreement
import Geometry
import Labeling
import Testing

@Suite("Alpha over matched columns as kalphacv computes it")
struct MatchedColumnsTests {
    private struct File: Decodable {
        struct Drawn: Decodable {
            let box: Box
            let label: Int
        }
        struct Answer: Decodable {
            let person: Int
            let shapes: [Drawn]
        }
        struct Case: Decodable {
            let images: [[Answer]]
            let alpha: [Double]
        }
        let thresholds: [Double]
        let cases: [Case]
    }

    @Test("The mean over images, at three thresholds")
    func reference() throws {
        let file: File = try fixture("matched_columns.json")
        #expect(file.cases.count >= 9)
        for item in file.cases {
            let images = item.images.map { image in
                var drawing = Drawing()
                for answer in image {
                    for shape in answer.shapes {
                        drawing.shape("p\(answer.person)", .box(shape.box), label: "c\(shape.label)")
                    }
                }
                return ImageAnswers(
                    image: ImageID("i"), size: PixelSize(width: 0, height: 0),
                    annotators: image.map { AccountID("p\($0.person)") }, votes: drawing.votes)
            }
            for (threshold, expected) in zip(file.thresholds, item.alpha) {
                let values = try images.map {
                    try #require(MatchedColumnsAlpha.of($0, iouThreshold: threshold))
                }
                #expect(abs(values.reduce(0, +) / Double(values.count) - expected) < 1e-4)
            }
        }
    }

    @Test("One person alone has no agreement, two empty answers agree")
    func few() {
        let drawing = Drawing()
        #expect(MatchedColumnsAlpha.of(drawing.answers(["ann"]), iouThreshold: 0.5) == nil)
        #expect(MatchedColumnsAlpha.of(drawing.answers(["ann", "ben"]), iouThreshold: 0.5) == 1)
    }

    @Test("A report gives its mean over shared images, by the threshold of the settings")
    func report() throws {
        let crowd = Crowd(seed: 5, images: 6)
        let consensus = QuorumConsensus().consensus(of: crowd.images, settings: ConsensusSettings())
        let report = AgreementReport(answers: crowd.images, consensus: consensus)
        let values = crowd.images.compactMap { MatchedColumnsAlpha.of($0, iouThreshold: 0.5) }
        #expect(report.matchedColumns.n == 6)
        #expect(abs(try #require(report.matchedColumns.value) - values.reduce(0, +) / 6) < 1e-12)
    }
}
