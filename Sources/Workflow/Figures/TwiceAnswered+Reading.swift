import Agreement
import Labeling

extension ReadTransaction {
    /// The images of a project that people answered twice.
    ///
    /// - Parameter annotator: one person's alone; nil for everybody's.
    func twiceAnswered(in project: ProjectID, by annotator: AccountID?) throws -> [TwiceAnswered] {
        try repeatedAnswers(in: project, of: annotator).compactMap { answers in
            try image(answers.first.imageID).map { image in
                TwiceAnswered(
                    annotator: answers.first.annotatorID, image: image.id, size: image.size,
                    first: answers.first.annotations, second: answers.second.annotations)
            }
        }
    }
}
