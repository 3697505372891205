import Agreement
import Labeling
import Workflow

/// The certificate of an export.
struct CertificateJSON: Encodable {
    let boxwood: String
    let project: ProjectJSON
    let export: ExportJSON
    let images: ContentJSON
    let replication: [ReplicationJSON]
    let consensus: ConsensusJSON
    let agreement: AgreementFiguresJSON
    let audits: [AuditJSON]
    let balance: BalanceJSON
    let annotators: [AnnotatorJSON]

    struct ProjectJSON: Encodable {
        let id: ProjectID
        let name: String
        let revision: Int
        /// SHA-256 of the instructions.
        let instructions: String
    }

    struct ContentJSON: Encodable {
        let count: Int
        let sha256: String
    }

    struct ExportJSON: Encodable {
        let format: String
        let layer: String
        let bytes: Int
        let sha256: String
    }

    /// How many images have so many answers.
    struct ReplicationJSON: Encodable {
        let answers: Int
        let images: Int
    }

    struct ConsensusJSON: Encodable {
        let method: String
        let iouThreshold: Double
        let quorum: Double
        let placeWeights: PlaceWeights
        let recalibration: Recalibration
        let fit: String?
    }

    struct AgreementFiguresJSON: Encodable {
        let images: Int
        let sharedImages: Int
        let mean: EstimateJSON
        let questions: [AgreementJSON.QuestionJSON]
    }

    /// Somebody under their pseudonym.
    struct AnnotatorJSON: Encodable {
        let name: String
        let answers: Int
        let miss: FitJSON.FigureJSON?
        let falseMark: FitJSON.FigureJSON?
        let classAccuracy: FitJSON.FigureJSON?
    }

    init(_ certificate: ExportCertificate, version: String) {
        boxwood = version
        let (project, settings) = (certificate.project, certificate.project.consensus)
        self.project = ProjectJSON(
            id: project.id, name: project.name, revision: project.revision,
            instructions: certificate.instructionsDigest)
        export = ExportJSON(
            format: certificate.format, layer: certificate.layer.rawValue, bytes: certificate.content.count,
            sha256: certificate.content.sha256)
        images = ContentJSON(count: certificate.images.count, sha256: certificate.images.sha256)
        replication = certificate.replication.sorted { $0.key < $1.key }.map {
            ReplicationJSON(answers: $0.key, images: $0.value)
        }
        consensus = ConsensusJSON(
            method: settings.method, iouThreshold: settings.iouThreshold, quorum: settings.quorum,
            placeWeights: settings.weights, recalibration: settings.recalibration, fit: certificate.fit)
        let report = certificate.agreement
        agreement = AgreementFiguresJSON(
            images: report.images, sharedImages: report.sharedImages, mean: EstimateJSON(report.agreement),
            questions: AgreementJSON.QuestionJSON.all(
                found: report.found, named: report.named, placed: report.placed, overall: report.overall))
        audits = certificate.audits.map(AuditJSON.init)
        balance = BalanceJSON(certificate.balance)
        annotators = certificate.annotators.map { person in
            AnnotatorJSON(
                name: person.name, answers: person.answers,
                miss: person.skill.map { FitJSON.FigureJSON($0.miss, $0.missRange) },
                falseMark: person.skill.map { FitJSON.FigureJSON($0.falseMark, $0.falseMarkRange) },
                classAccuracy: person.skill.map {
                    FitJSON.FigureJSON($0.classAccuracy, $0.classAccuracyRange)
                })
        }
    }
}
