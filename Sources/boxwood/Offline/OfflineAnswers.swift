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

    /// - Parameter gold: the truth about some of the images, matched by file name, or by number where one is missing.
    /// - Throws: ``CommandFailure`` if the files do not say who drew what, or the truth fits none of the images.
    init(
        _ document: DatasetDocument, files: [String], gold: TruthFile? = nil
    ) throws(CommandFailure) {
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
        let known = try gold.map { gold throws(CommandFailure) in
            try Self.known(gold, images: images, classes: classes)
        }
        self.images = images
        self.classes = classes
        self.annotators = annotators
        self.annotations = annotations
        answers = images.indices.map { index in
            ImageAnswers(
                image: Self.identifier(index), size: images[index].size ?? PixelSize(width: 0, height: 0),
                annotators: looks[index], votes: votes[index],
                known: known?[index].map { KnownTruth(annotations: $0) })
        }
    }

    /// The truth about each image by its rank, where it is known.
    private static func known(
        _ gold: TruthFile, images: [DatasetImage], classes: [DatasetClass]
    ) throws(CommandFailure) -> [Int: [Annotation]] {
        let truths = gold.document.images.filter { gold.images?.contains($0.number) ?? true }
        let hasNames = (images + truths).allSatisfy { $0.fileName != nil }
        func key(_ image: DatasetImage) -> String {
            (hasNames ? image.fileName : nil) ?? String(image.number)
        }
        let ranks = Dictionary(images.enumerated().map { (key($1), $0) }) { first, _ in first }
        let classRanks = Dictionary(classes.enumerated().map { ($1.name, $0) }) { first, _ in first }
        let names = Dictionary(gold.document.classes.map { ($0.number, $0.name) }) { first, _ in first }
        let shapes = Dictionary(grouping: gold.document.annotations, by: \.imageNumber)
        var known: [Int: [Annotation]] = [:]
        for image in truths {
            guard let rank = ranks[key(image)] else { continue }
            var annotations: [Annotation] = []
            for (index, shape) in (shapes[image.number] ?? []).enumerated() {
                let name = names[shape.classNumber] ?? ""
                guard let label = classRanks[name] else {
                    throw CommandFailure("\(gold.path): the annotators' files do not have the class \(name).")
                }
                annotations.append(
                    Annotation(
                        id: AnnotationID("gold-\(rank)-\(index)"), labelID: identifier(label),
                        shape: shape.shape, flags: shape.flags))
            }
            known[rank] = annotations
        }
        guard !known.isEmpty else {
            throw CommandFailure("\(gold.path): none of its images is among the annotators'.")
        }
        return known
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
