import Geometry
import Labeling
import Storage

/// Things to store, named by small numbers so that a test reads like a table.
enum Sample {
    static let start = Timestamp(milliseconds: 1_700_000_000_000)

    /// An identifier of 32 characters.
    static func id<Kind>(_ number: Int) -> Identifier<Kind> { Identifier(padded(number, to: 32)) }

    /// An identifier as a client makes it, of 36 characters.
    static func clientID<Kind>(_ number: Int) -> Identifier<Kind> { Identifier(padded(number, to: 36)) }

    /// A hash of 64 characters.
    static func hash(_ number: Int) -> String { padded(number, to: 64) }

    static func account(_ number: Int, email: String? = nil, name: String = "Ada", role: Role = .annotator)
        -> Account
    {
        Account(
            id: id(number), email: email, name: name, role: role, passwordHash: nil,
            createdAt: start.adding(seconds: Int64(number))
        )
    }

    static func project(_ number: Int, name: String? = nil, replication: Int = 3) -> Project {
        Project(
            id: id(number), name: name ?? "Project \(number)", summary: "Cells", instructions: "# Draw",
            replication: replication, consensus: ConsensusSettings(),
            createdAt: start.adding(seconds: Int64(number))
        )
    }

    static func label(_ number: Int, in project: ProjectID, position: Int? = nil) -> LabelClass {
        LabelClass(
            id: id(number), projectID: project, name: "Label \(number)", color: "#aabbcc", key: "1",
            summary: "",
            position: position ?? number,
            attributes: [
                LabelAttribute(
                    id: id(1), name: "colour", kind: .choice, isRequired: true, options: ["red"],
                    retiredOptions: ["blue"]),
                LabelAttribute(
                    id: id(2), name: "size", kind: .number, minimum: 0.1, maximum: 1.0 / 3, isRetired: true),
            ]
        )
    }

    static func image(_ number: Int, in project: ProjectID, position: Int, name: String? = nil)
        -> LabeledImage
    {
        LabeledImage(
            id: id(number), projectID: project, name: name ?? "image-\(number).jpg", position: position,
            size: PixelSize(width: 640, height: 480), format: "jpeg", original: BlobID(sha256: hash(number)),
            tiles: BlobID(sha256: hash(number + 1_000_000)), createdAt: start
        )
    }

    static func assignment(
        _ number: Int, image: ImageID, annotator: AccountID, project: ProjectID = id(1),
        token: String = "lease",
        expiresAt: Timestamp = start.adding(seconds: 120)
    ) -> Assignment {
        Assignment(
            id: id(number), projectID: project, imageID: image, annotatorID: annotator, state: .leased,
            leaseToken: token, leaseExpiresAt: expiresAt, createdAt: start
        )
    }

    static func submission(
        _ number: Int, image: ImageID, annotator: AccountID, assignment: AssignmentID? = nil,
        project: ProjectID = id(1), status: Submission.Status = .accepted, annotations: [Annotation] = []
    ) -> Submission {
        Submission(
            id: clientID(number), assignmentID: assignment, projectID: project, imageID: image,
            annotatorID: annotator, status: status, annotations: annotations,
            deletedSuggestions: number % 2 == 0 ? [:] : ["previous": number], activeMilliseconds: 1500,
            digest: hash(number), receivedAt: start.adding(seconds: Int64(number))
        )
    }

    static func box(_ number: Int, label: LabelClassID = id(1)) -> Annotation {
        Annotation(
            id: clientID(number), labelID: label,
            shape: .box(Box(x: 1.25, y: 2.5, width: 30.125, height: 1.0 / 3)), flags: [.occluded, .unsure],
            details: AnnotationDetails(
                attributes: [id(1): .text("red"), id(2): .number(1.0 / 3), id(3): .flag(true)],
                extremePoints: [ImagePoint(x: 1.25, y: 2.5)],
                origin: SuggestionOrigin(source: "previous", state: .adjusted),
                effort: DrawingEffort(
                    method: "drag", presses: 1, keys: 0, adjustments: 2, activeMilliseconds: 900))
        )
    }

    static func polygonWithHole(_ number: Int, label: LabelClassID = id(1)) -> Annotation {
        let outer = [(0.1, 0.2), (40.3, 0.2), (40.3, 30.7), (0.1, 30.7)].map { ImagePoint(x: $0.0, y: $0.1) }
        let hole = [(10.0, 10.0), (20.0, 10.0), (15.0, 20.0)].map { ImagePoint(x: $0.0, y: $0.1) }
        return Annotation(
            id: clientID(number), labelID: label, shape: .polygon(Polygon(rings: [outer, hole])), flags: []
        )
    }

    static func consensus(
        image: ImageID, objects: Int = 1, conflicts: Int = 0, disagreement: Double = 0,
        agreement: Double? = 1,
        risk: Double? = nil, fit: String? = nil
    ) -> ConsensusRecord {
        ConsensusRecord(
            imageID: image, settings: ConsensusSettings(), annotators: 3, objects: objects,
            conflicts: conflicts,
            agreement: agreement, disagreement: disagreement, risk: risk, fit: fit, document: "{}",
            computedAt: start
        )
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}

extension SQLiteStore {
    /// Project 1 with label 1, images 1… at positions 1…, and people 1….
    func fill(images: Int, people: Int, replication: Int = 3) async throws {
        try await write { tx in
            let project = Sample.project(1, replication: replication)
            try tx.insert(project)
            try tx.put(Sample.label(1, in: project.id, position: 0))
            for number in 0..<people { try tx.insert(Sample.account(number + 1)) }
            for number in 0..<images {
                try tx.insert(
                    Sample.image(number + 1, in: project.id, position: number + 1), slots: replication)
            }
        }
    }
}
