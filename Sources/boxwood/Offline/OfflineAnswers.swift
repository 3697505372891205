import Agreement
import Formats
import Geometry
import Labeling

/// The answers in annotation files, in the form in which agreement and consensus take them.
///
/// Everything gets its identifier by rank, images, classes and annotators by number, annotations by what their
/// source calls them. So the order of a file's lists changes nothing, and ties go to the lower number.
struct OfflineAnswers {
    /// The images by number.
    let images: [DatasetImage]
    /// The classes by number.
    let classes: [DatasetClass]
    /// The annotators by number.
    let annotators: [DatasetAnnotator]
    /// Everybody's answers, one entry an image in the order of ``images``.
    let answers: [ImageAnswers]

    private let annotations: [DatasetAnnotation]

    /// - Throws: ``CommandFailure`` if the files do not say who drew what.
    init(_ document: DatasetDocument, files: [String]) throws(CommandFailure) {
        guard !document.annotators.isEmpty else {
            throw CommandFailure(
                "\(files.first ?? "input"): the file does not name its annotators; give one file per annotator, or "
                    + "one with \"annotators\" and \"annotator_id\".")
        }
        let images = document.images.sorted { $0.number < $1.number }
        let classes = document.classes.sorted { $0.number < $1.number }
        let annotators = document.annotators.sorted { $0.number < $1.number }
        let annotations = document.annotations.sorted(by: Self.precedes)
        let imageRanks = Self.ranks(images.map(\.number))
        let classRanks = Self.ranks(classes.map(\.number))
        let annotatorRanks = Self.ranks(annotators.map(\.number))

        var looks = Array(repeating: [AccountID](), count: images.count)
        for look in document.assignments {
            guard let image = imageRanks[look.imageNumber], let person = annotatorRanks[look.annotatorNumber]
            else {
                continue
            }
            looks[image].append(Self.identifier(person))
        }
        var votes = Array(repeating: [Vote](), count: images.count)
        for (index, annotation) in annotations.enumerated() {
            guard let number = annotation.annotatorNumber, let person = annotatorRanks[number] else {
                throw CommandFailure(
                    "\(files.first ?? "input"): the annotation \(annotation.key ?? String(annotation.number)) has no "
                        + "annotator_id.")
            }
            guard let image = imageRanks[annotation.imageNumber],
                let label = classRanks[annotation.classNumber]
            else { continue }
            let drawn = Annotation(
                id: Self.identifier(index), labelID: Self.identifier(label), shape: annotation.shape,
                flags: annotation.flags)
            votes[image].append(Vote(annotation: drawn, annotator: Self.identifier(person)))
        }
        self.images = images
        self.classes = classes
        self.annotators = annotators
        self.annotations = annotations
        answers = images.indices.map { index in
            ImageAnswers(
                image: Self.identifier(index), size: images[index].size ?? PixelSize(width: 0, height: 0),
                annotators: looks[index], votes: votes[index])
        }
    }

    /// The image behind an identifier.
    func image(_ id: ImageID) -> DatasetImage? { Self.rank(id).map { images[$0] } }

    /// The class behind an identifier.
    func labelClass(_ id: LabelClassID) -> DatasetClass? { Self.rank(id).map { classes[$0] } }

    /// The annotator behind an identifier.
    func annotator(_ id: AccountID) -> DatasetAnnotator? { Self.rank(id).map { annotators[$0] } }

    /// The annotation behind an identifier.
    func annotation(_ id: AnnotationID) -> DatasetAnnotation? { Self.rank(id).map { annotations[$0] } }

    private static func precedes(_ left: DatasetAnnotation, _ right: DatasetAnnotation) -> Bool {
        switch (left.key, right.key) {
        case (nil, nil): left.number < right.number
        case (nil, _): true
        case (_, nil): false
        case (let first?, let second?):
            first == second
                ? left.number < right.number
                : first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
        }
    }

    private static func ranks(_ numbers: [Int]) -> [Int: Int] {
        Dictionary(zip(numbers, numbers.indices)) { first, _ in first }
    }

    private static func identifier<Kind>(_ rank: Int) -> Identifier<Kind> {
        let digits = String(rank)
        return Identifier(String(repeating: "0", count: max(0, 10 - digits.count)) + digits)
    }

    private static func rank<Kind>(_ id: Identifier<Kind>) -> Int? { Int(id.rawValue) }
}
