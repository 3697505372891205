import Geometry

/// What several annotators' files say, under names that mean the same in all of them.
struct CollectedDatasets {
    private struct Image {
        var image: DatasetImage
        /// The ids it has in the files, and the file that gave the size.
        var numbers: Set<Int>
        var file: String
    }

    private struct Class {
        var item: DatasetClass
        var numbers: Set<Int>
    }

    private struct Shape {
        var annotation: DatasetAnnotation
        var annotator: Int
        var image: String
        var name: String
    }

    private var info: DatasetInfo?
    private var images: [String: Image] = [:]
    private var classes: [String: Class] = [:]
    private var annotators: [DatasetAnnotator] = []
    private var looks: [(image: String, annotator: Int)] = []
    private var shapes: [Shape] = []
    private var skipped: [DatasetNotice] = []
    private var changed: [DatasetNotice] = []

    /// Adds the next annotator's file.
    ///
    /// - Throws: ``FormatError`` if it contradicts itself or the files before.
    mutating func add(_ input: DatasetMerger.Input) throws(FormatError) {
        let document = input.document
        guard document.annotators.isEmpty else {
            throw FormatError(
                file: input.file,
                path: "annotators",
                reason: "The file has annotators of its own; give such a file alone."
            )
        }
        let annotator = DatasetAnnotator(number: annotators.count + 1, name: input.annotator)
        annotators.append(annotator)
        if info == nil { info = document.info }
        skipped += document.skipped
        changed += document.changed
        let imageNames = try addImages(of: input, annotator: annotator.number)
        let classNames = try addClasses(of: input)
        for var annotation in document.annotations {
            guard let image = imageNames[annotation.imageNumber],
                let name = classNames[annotation.classNumber]
            else {
                throw FormatError(
                    file: input.file,
                    path: "annotation \(annotation.number)",
                    reason: "Its image or class is not in the file."
                )
            }
            annotation.annotatorNumber = annotator.number
            shapes.append(
                Shape(annotation: annotation, annotator: annotator.number, image: image, name: name))
        }
    }

    private mutating func addImages(
        of input: DatasetMerger.Input, annotator: Int
    ) throws(FormatError) -> [Int: String] {
        var names: [Int: String] = [:]
        var seen: Set<String> = []
        for (index, image) in input.document.images.enumerated() {
            // A name never looks like an id, as file names hold no control character.
            let name = image.fileName ?? "\u{0}\(image.key)"
            func fault(_ reason: String) -> FormatError {
                FormatError(file: input.file, path: "images[\(index)]", reason: reason)
            }
            guard seen.insert(name).inserted else {
                throw fault("The file name \(FormatError.quoted(image.fileName ?? image.key)) appears twice.")
            }
            names[image.number] = name
            looks.append((name, annotator))
            guard var known = images[name] else {
                var image = image
                image.status = nil
                images[name] = Image(image: image, numbers: [image.number], file: input.file)
                continue
            }
            if let size = image.size, let other = known.image.size, size != other {
                throw fault(
                    "\(FormatError.quoted(image.fileName ?? image.key)) is \(size.width)×\(size.height) here, "
                        + "\(other.width)×\(other.height) in \(known.file)."
                )
            }
            if known.image.size == nil, image.size != nil {
                known.image.size = image.size
                known.file = input.file
            }
            known.numbers.insert(image.number)
            images[name] = known
        }
        return names
    }

    private mutating func addClasses(of input: DatasetMerger.Input) throws(FormatError) -> [Int: String] {
        var names: [Int: String] = [:]
        var seen: Set<String> = []
        for (index, item) in input.document.classes.enumerated() {
            guard seen.insert(item.name).inserted else {
                throw FormatError(
                    file: input.file,
                    path: "categories[\(index)].name",
                    reason: "The name \(FormatError.quoted(item.name)) appears twice."
                )
            }
            names[item.number] = item.name
            var known = classes[item.name] ?? Class(item: item, numbers: [])
            known.item.supercategory = known.item.supercategory ?? item.supercategory
            known.item.color = known.item.color ?? item.color
            known.numbers.insert(item.number)
            classes[item.name] = known
        }
        return names
    }

    /// The document of everything added.
    func document() -> DatasetDocument {
        let imageNumbers = Self.agreed(images.mapValues(\.numbers))
        let classNumbers = Self.agreed(classes.mapValues(\.numbers))
        let sorted = shapes.sorted {
            ($0.annotator, $0.annotation.number) < ($1.annotator, $1.annotation.number)
        }
        let keepsNumbers = Set(sorted.map(\.annotation.number)).count == sorted.count
        var annotations: [DatasetAnnotation] = []
        for (index, shape) in sorted.enumerated() {
            var annotation = shape.annotation
            annotation.imageNumber = imageNumbers[shape.image] ?? 0
            annotation.classNumber = classNumbers[shape.name] ?? 0
            if !keepsNumbers {
                let source = annotation.key ?? String(annotation.number)
                annotation.key = "\(annotators[shape.annotator - 1].name):\(source)"
                annotation.number = index + 1
            }
            annotations.append(annotation)
        }
        let assignments = looks.map {
            DatasetAssignment(imageNumber: imageNumbers[$0.image] ?? 0, annotatorNumber: $0.annotator)
        }
        return DatasetDocument(
            info: info ?? DatasetInfo(),
            images: images.map { name, known in
                var image = known.image
                image.number = imageNumbers[name] ?? 0
                return image
            }
            .sorted { $0.number < $1.number },
            classes: classes.map { name, known in
                var item = known.item
                item.number = classNumbers[name] ?? 0
                return item
            }
            .sorted { $0.number < $1.number },
            annotators: annotators,
            assignments: assignments.sorted {
                ($0.imageNumber, $0.annotatorNumber) < ($1.imageNumber, $1.annotatorNumber)
            },
            annotations: annotations,
            skipped: skipped,
            changed: changed
        )
    }

    /// The number of each name: the files' own where every name has one and no two share it, else 1… in order of name.
    private static func agreed(_ numbers: [String: Set<Int>]) -> [String: Int] {
        let own = numbers.values.compactMap { $0.count == 1 ? $0.first : nil }
        if own.count == numbers.count, Set(own).count == own.count {
            return numbers.compactMapValues(\.first)
        }
        let names = numbers.keys.sorted { $0.precedes($1) }
        return Dictionary(uniqueKeysWithValues: zip(names, 1...))
    }
}
