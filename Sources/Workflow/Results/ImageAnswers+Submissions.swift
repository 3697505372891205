import Agreement
import Labeling

extension ImageAnswers {
    /// The answers that count for an image, in the form in which agreement and consensus take them.
    init(_ image: LabeledImage, _ submissions: [Submission]) {
        self.init(
            image: image.id, size: image.size, annotators: submissions.map(\.annotatorID),
            votes: submissions.flatMap { submission in
                submission.annotations.map { Vote(annotation: $0, annotator: submission.annotatorID) }
            })
    }
}
