import Formats
import Geometry
import Labeling

/// Where a file's images, classes and annotations belong in a project; stores them as answers or references.
struct DatasetPlacement {
    private let document: DatasetDocument
    private let file: String
    private let project: Project
    private let environment: WorkflowEnvironment
    private let now: Timestamp
    private let classes: [Int: LabelClass]
    private let images: [Int: LabeledImage]
    private let annotations: [Int: [DatasetAnnotation]]
    /// What has been stored and left out so far.
    private(set) var result = ImportedDataset()
    /// The images whose answers or gold changed.
    private(set) var touched: [ImageID] = []

    /// Matches classes by name and images by file name.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` for a class that the project does not have.
    init(
        _ document: DatasetDocument, file: String, project: Project, transaction tx: any ReadTransaction,
        environment: WorkflowEnvironment
    ) throws {
        self.document = document
        self.file = file
        self.project = project
        self.environment = environment
        now = environment.clock.now()
        result.notices = document.skipped + document.changed
        let labels = try tx.labels(of: project.id)
        var classes: [Int: LabelClass] = [:]
        let used = Set(document.annotations.map(\.classNumber))
        for (index, entry) in document.classes.enumerated() {
            if let label = labels.first(where: { $0.name == entry.name }) {
                classes[entry.number] = label
            } else if used.contains(entry.number) {
                throw BoxwoodError.invalid(
                    "categories[\(index)].name", "The project has no class \(entry.name).")
            }
        }
        self.classes = classes
        var images: [Int: LabeledImage] = [:]
        for (index, entry) in document.images.enumerated() {
            let place = "images[\(index)]"
            let name = TextRules.fileName(entry.fileName ?? entry.key, maximum: 255)
            let found = try tx.images(in: project.id, named: name)
            switch found.count {
            case 1:
                if let size = entry.size, size != found[0].size {
                    throw BoxwoodError.invalid(
                        place,
                        "The file says \(name) is \(size.width)x\(size.height) pixels; here it is "
                            + "\(found[0].size.width)x\(found[0].size.height).")
                }
                images[entry.number] = found[0]
            case 0:
                result.notices.append(
                    DatasetNotice(file: file, path: place, reason: "The project has no image called \(name).")
                )
            default:
                result.notices.append(
                    DatasetNotice(
                        file: file, path: place,
                        reason: "The project has \(found.count) images called \(name)."))
            }
        }
        self.images = images
        annotations = Dictionary(grouping: document.annotations, by: \.imageNumber)
    }

    /// Stores one person's answers to the listed images.
    ///
    /// - Parameter annotator: takes only this annotator's annotations; nil takes all.
    mutating func storeAnswers(
        of author: String, images numbers: [Int], annotator: Int?, in tx: any WriteTransaction
    ) throws {
        let account = try account(of: author, in: tx)
        for number in numbers {
            guard let image = images[number] else { continue }
            guard try tx.submissions(image: image.id).allSatisfy({ $0.annotatorID != account.id }) else {
                result.notices.append(
                    DatasetNotice(
                        file: file, path: image.name, reason: "\(author) has answered this image already."))
                continue
            }
            let shapes = try placed(number, on: image) { annotator == nil || $0.annotatorNumber == annotator }
            try tx.insert(
                Submission(
                    id: environment.identifiers.uuid(), assignmentID: nil, projectID: project.id,
                    imageID: image.id,
                    annotatorID: account.id, status: .accepted, annotations: shapes, activeMilliseconds: 0,
                    digest: try SubmitAnnotations.digest(shapes), receivedAt: now))
            touched.append(image.id)
            result.images += 1
            result.annotations += shapes.count
        }
    }

    /// Stores known answers or predictions for every image of the file.
    mutating func storeReferences(
        _ kind: ReferenceLayer.Kind, source: String, in tx: any WriteTransaction
    ) throws {
        for entry in document.images {
            guard let image = images[entry.number] else { continue }
            let shapes = try placed(entry.number, on: image) { _ in true }
            try tx.put(
                ReferenceLayer(
                    id: environment.identifiers.identifier(), imageID: image.id, kind: kind, source: source,
                    annotations: shapes, createdAt: now))
            if kind == .gold { touched.append(image.id) }
            result.images += 1
            result.annotations += shapes.count
        }
    }

    private mutating func placed(
        _ number: Int, on image: LabeledImage, where belongs: (DatasetAnnotation) -> Bool
    ) throws -> [Annotation] {
        var shapes: [Annotation] = []
        for annotation in annotations[number] ?? [] where belongs(annotation) {
            // A consensus file may list candidates that were rejected.
            if annotation.provenance?.isAccepted == false { continue }
            guard let label = classes[annotation.classNumber] else { continue }
            let shape = annotation.shape.clamped(to: image.size)
            if let defect = shape.firstDefect(in: image.size) {
                result.notices.append(
                    DatasetNotice(
                        file: file, path: "annotation \(annotation.number) on \(image.name)",
                        reason: defect.description))
                continue
            }
            let details = AnnotationDetails(
                attributes: answers(of: annotation, to: label, on: image),
                extremePoints: AnnotationRules.extremePoints(annotation.extremePoints, fit: shape)
                    ? annotation.extremePoints : [], origin: annotation.origin)
            shapes.append(
                Annotation(
                    id: environment.identifiers.uuid(), labelID: label.id, shape: shape,
                    flags: annotation.flags, details: details))
        }
        return shapes
    }

    /// The answers to the questions that the class asks; the others are left out with a notice.
    private mutating func answers(
        of annotation: DatasetAnnotation, to label: LabelClass, on image: LabeledImage
    ) -> [AttributeID: AttributeValue] {
        var answers: [AttributeID: AttributeValue] = [:]
        for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
            let path = "annotation \(annotation.number) on \(image.name), attribute \(name)"
            do throws(BoxwoodError) {
                guard let attribute = label.attributes.first(where: { $0.name == name && !$0.isRetired })
                else { throw .invalid(path, "The class \(label.name) has no such attribute.") }
                try AnnotationRules.check(value, for: attribute, field: path)
                answers[attribute.id] = value
            } catch {
                result.notices.append(DatasetNotice(file: file, path: path, reason: error.message))
            }
        }
        return answers
    }

    /// The author of imported answers: a member with this name, or a new account that cannot sign in.
    private func account(of author: String, in tx: any WriteTransaction) throws -> Account {
        let name = try TextRules.name(author, field: "as", maximum: environment.limits.nameLength)
        if let member = try tx.members(of: project.id).first(where: { $0.account.name == name }) {
            return member.account
        }
        let account = Account(
            id: environment.identifiers.identifier(), email: nil, name: name, role: .annotator,
            passwordHash: nil,
            createdAt: now)
        try tx.insert(account)
        try tx.put(Membership(projectID: project.id, accountID: account.id, role: .annotator))
        return account
    }
}
