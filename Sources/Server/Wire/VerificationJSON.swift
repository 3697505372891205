import Labeling
import Workflow

/// What is said during a verification: `progress`, a `finding`, at the end a `summary`, or the `problem` it ended with.
struct VerificationJSON: Encodable {
    struct Progress: Encodable {
        let done: Int
        let total: Int
    }

    struct FindingJSON: Encodable {
        let kind: String
        let detail: String
        let image: ImageID?
        let name: String?
        let project: ProjectID?
        let file: String?
        let repaired: Bool

        init(_ finding: Finding) {
            kind = finding.kind.rawValue
            detail = finding.detail
            image = finding.image?.id
            name = finding.image?.name
            project = finding.image?.projectID
            file = finding.blob?.sha256
            repaired = finding.isRepaired
        }
    }

    struct Summary: Encodable {
        let images: Int
        let findings: Int
        let repaired: Int
    }

    var progress: Progress?
    var finding: FindingJSON?
    var summary: Summary?
    var problem: UploadProgressJSON.Problem?

    init(_ event: VerificationEvent) {
        switch event {
        case .progress(let done, let total): progress = Progress(done: done, total: total)
        case .finding(let found): finding = FindingJSON(found)
        }
    }

    init(_ result: VerificationSummary) {
        summary = Summary(images: result.images, findings: result.findings, repaired: result.repaired)
    }

    init(_ error: BoxwoodError) {
        problem = UploadProgressJSON.Problem(error)
    }
}
