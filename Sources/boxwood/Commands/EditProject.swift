import ArgumentParser
import Labeling

/// Changes how a project's answers are collected and become one.
struct EditProject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a project's settings; its consensus follows at once.")

    @OptionGroup var folder: DataOptions

    @Argument(help: "The project's name or identifier.")
    var project: String

    @Option(help: "People an image.")
    var replication: Int?

    @Option(help: "How answers become one: \(ConsensusOptions.available).")
    var method: String?

    @Option(help: "IoU from which two shapes can be one object.")
    var iou: Double?

    @Option(
        help: """
            Where the method is quorum, the share of the annotators who must have drawn an object. \
            \(ConsensusOptions.quorumFact)
            """)
    var quorum: Double?

    @Option(help: ConsensusOptions.weightsHelp)
    var weights: PlaceWeights?

    @Option(
        help:
            "Whether probabilities of existence are corrected by known answers and audits: none or logistic.")
    var recalibration: Recalibration?

    /// The settings to change; what is nil stays.
    struct Wish: Encodable, Sendable {
        let replication: Int?
        let consensusMethod: String?
        let iouThreshold: Double?
        let quorum: Double?
        let placeWeights: PlaceWeights?
        let recalibration: Recalibration?
    }

    /// What the command shows of a project.
    struct Detail: Decodable, Sendable {
        let name: String
        let revision: Int
        let replication: Int
        let consensusMethod: String
        let iouThreshold: Double
        let quorum: Double
        let placeWeights: PlaceWeights
        let recalibration: Recalibration
    }

    func validate() throws {
        if replication == nil, method == nil, iou == nil, quorum == nil, weights == nil, recalibration == nil
        {
            throw ValidationError(
                "Say what to change: --replication, --method, --iou, --quorum, --weights or --recalibration.")
        }
    }

    func run() async throws {
        let wish = Wish(
            replication: replication, consensusMethod: method, iouThreshold: iou, quorum: quorum,
            placeWeights: weights, recalibration: recalibration)
        let detail = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            let path = "/api/v1/projects/\(id)"
            let present = try await client.call("GET", path, as: Detail.self)
            return try await client.call(
                "PATCH", path, .json(wish), ifMatch: present.revision, as: Detail.self)
        }
        print(
            "\(detail.name): \(detail.replication) people an image, method \(detail.consensusMethod), "
                + "IoU \(detail.iouThreshold), quorum \(detail.quorum), weights \(detail.placeWeights.rawValue), "
                + "recalibration \(detail.recalibration.rawValue)"
        )
    }
}
