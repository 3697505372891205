import Labeling
import Workflow

/// One annotator's answer, or a reference, with the marks by which it is told apart.
struct LayerJSON: Encodable {
    let annotator: AnnotatorJSON
    let kind: String
    let submissionId: SubmissionID?
    let submittedAt: String?
    let activeMilliseconds: Int64?
    let screened: ScreenedJSON?
    let annotations: [AnnotationJSON]

    struct AnnotatorJSON: Encodable {
        let id: String
        let name: String
        let letter: String
        let color: String
        let dash: [Int]
    }

    /// What was looked at in full size: cells of a grid as run lengths, row by row, beginning with cells not seen.
    struct ScreenedJSON: Encodable {
        let cell: Int
        let counts: [Int]
        let share: Double

        init(_ area: ScreenedArea) {
            cell = area.cell
            counts = area.counts
            share = area.share
        }
    }

    init(_ layer: ReviewLayer, index: Int) {
        let mark = LayerMark(index)
        switch layer.content {
        case .submission(let submission, let name, let area):
            annotator = AnnotatorJSON(
                id: submission.annotatorID.rawValue, name: name, letter: mark.letter, color: mark.color,
                dash: mark.dash)
            kind = "submission"
            submissionId = submission.id
            submittedAt = submission.receivedAt.rfc3339
            activeMilliseconds = submission.activeMilliseconds
            screened = area.map(ScreenedJSON.init)
            annotations = submission.annotations.map(AnnotationJSON.init)
        case .reference(let reference):
            annotator = AnnotatorJSON(
                id: reference.id.rawValue, name: reference.source, letter: mark.letter, color: mark.color,
                dash: mark.dash)
            kind = reference.kind.rawValue
            submissionId = nil
            submittedAt = reference.createdAt.rfc3339
            activeMilliseconds = nil
            screened = nil
            annotations = reference.annotations.map(AnnotationJSON.init)
        }
    }
}

/// Colour, dash and letter of the n-th layer: three marks, so that none has to be seen alone.
struct LayerMark {
    private static let colors = [
        "#e69f00", "#56b4e9", "#cc79a7", "#f0e442", "#0072b2", "#d55e00", "#9b7fd1", "#7fc97f", "#a6761d",
        "#999999",
    ]
    private static let dashes = [[], [6, 3], [2, 3], [10, 4], [8, 3, 2, 3], [1, 3], [12, 3, 3, 3]]

    let letter: String
    let color: String
    let dash: [Int]

    init(_ index: Int) {
        letter = LayerLetter(index).text
        color = Self.colors[index % Self.colors.count]
        dash = Self.dashes[index % Self.dashes.count]
    }
}
