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

    /// What votes refer to, by the rank of the annotation.
    private let references: [AnnotationReference]

    /// Takes the answers out of a document; handing over its only copy saves the memory for another.
    ///
    /// - Parameter gold: the truth about some of the images, matched by file name, or by number where one is missing.
    /// - Throws: ``CommandFailure`` if the files do not say who drew what, or the truth fits none of the images.
    init(
        _ document: consuming DatasetDocument, files: [String], gold: TruthFile? = nil
    ) throws(CommandFailure) {
        guard !document.annotators.isEmpty else {
            throw CommandFailure(
                "\(files.first ?? "input"): the file does not name its annotators; give one file per annotator, or "
                    + "one with \"annotators\" and \"annotator_id\".")
        }
        let images = document.images.sorted { $0.number < $1.number }
        let classes = document.classes.sorted { $0.number < $1.number }
        let annotators = document.annotators.sorted { $0.number < $1.number }
        document.annotations.sort(by: Self.precedes)
        let annotations = document.annotations
        let ranks = Ranks(images: images, classes: classes, annotators: annotators)

        var looks = Array(repeating: [AccountID](), count: images.count)
        for look in document.assignments {
            guard let image = ranks.images[look.imageNumber],
                let person = ranks.annotators[look.annotatorNumber]
            else { continue }
            looks[image].append(Self.identifier(person))
        }
        let known = try gold.map { gold throws(CommandFailure) in
            try Self.known(gold, images: images, classes: classes)
        }
        let rows = Self.rows(of: annotations, images: images.count, ranks)
        var answers: [ImageAnswers] = []
        answers.reserveCapacity(images.count)
        for (index, image) in images.enumerated() {
            var votes: [Vote] = []
            for row in rows[index] {
                if let vote = try Self.vote(annotations[Int(row)], rank: Int(row), ranks, files: files) {
                    votes.append(vote)
                }
            }
            answers.append(
                ImageAnswers(
                    image: Self.identifier(index), size: image.size ?? PixelSize(width: 0, height: 0),
                    annotators: looks[index], votes: votes,
                    known: known?[index].map { KnownTruth(annotations: $0) }))
        }
        self.images = images
        self.classes = classes
        self.annotators = annotators
        self.answers = answers
        references = annotations.map(\.reference)
    }

    /// Where images, classes and annotators stand in order of number.
    private struct Ranks {
        let images: [Int: Int]
        let classes: [Int: Int]
        let annotators: [Int: Int]

        init(images: [DatasetImage], classes: [DatasetClass], annotators: [DatasetAnnotator]) {
            func ranks(_ numbers: [Int]) -> [Int: Int] {
                Dictionary(zip(numbers, numbers.indices)) { first, _ in first }
            }
            self.images = ranks(images.map(\.number))
            self.classes = ranks(classes.map(\.number))
            self.annotators = ranks(annotators.map(\.number))
        }
    }

    /// The ranks of the annotations on each image, ascending.
    private static func rows(
        of annotations: [DatasetAnnotation], images: Int, _ ranks: Ranks
    ) -> [ArraySlice<Int32>] {
        let owners = annotations.map { Int32(ranks.images[$0.imageNumber] ?? -1) }
        var start = Array(repeating: 0, count: images + 1)
        for owner in owners where owner >= 0 { start[Int(owner) + 1] += 1 }
        for image in 0..<images { start[image + 1] += start[image] }
        var next = start
        var rows = [Int32](repeating: 0, count: start[images])
        for (row, owner) in owners.enumerated() where owner >= 0 {
            rows[next[Int(owner)]] = Int32(row)
            next[Int(owner)] += 1
        }
        return (0..<images).map { rows[start[$0]..<start[$0 + 1]] }
    }

    /// An annotation as a vote; nil if its class is not in the file.
    private static func vote(
        _ annotation: DatasetAnnotation, rank: Int, _ ranks: Ranks, files: [String]
    ) throws(CommandFailure) -> Vote? {
        guard let number = annotation.annotatorNumber, let person = ranks.annotators[number] else {
            throw CommandFailure(
                "\(files.first ?? "input"): the annotation \(annotation.key ?? String(annotation.number)) has no "
                    + "annotator_id.")
        }
        guard let label = ranks.classes[annotation.classNumber] else { return nil }
        let drawn = Annotation(
            id: identifier(rank), labelID: identifier(label), shape: annotation.shape,
            flags: annotation.flags)
        return Vote(annotation: drawn, annotator: identifier(person))
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

    /// What the annotation behind an identifier is called.
    func reference(_ id: AnnotationID) -> AnnotationReference? { Self.rank(id).map { references[$0] } }

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

    private static func identifier<Kind>(_ rank: Int) -> Identifier<Kind> {
        let digits = String(rank)
        return Identifier(String(repeating: "0", count: max(0, 10 - digits.count)) + digits)
    }

    private static func rank<Kind>(_ id: Identifier<Kind>) -> Int? { Int(id.rawValue) }
}
