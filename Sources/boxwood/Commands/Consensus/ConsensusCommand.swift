import ArgumentParser
import Labeling

/// Lists, compares, tries and puts back the runs of a project's consensus.
struct ConsensusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consensus",
        abstract: "The history of a project's consensus: compare runs, try settings, roll back.",
        subcommands: [
            ConsensusRuns.self, ConsensusCompare.self, ConsensusPreview.self, ConsensusApply.self,
            ConsensusRollback.self, ConsensusGoOn.self, ConsensusName.self,
        ])

    /// Where the runs of a project are.
    static func path(_ project: String, _ rest: String...) -> String {
        (["/api/v1/projects/\(project)/consensus-runs"] + rest).joined(separator: "/")
    }
}

/// Settings on the command line; what is left out is as in the project.
struct TriedSettings: ParsableArguments {
    @Option(help: "How answers become one: \(ConsensusOptions.available).")
    var method: String?

    @Option(help: "IoU from which two shapes can be one object.")
    var iou: Double?

    @Option(help: "With --method quorum, the share of the annotators who must have drawn an object.")
    var quorum: Double?

    @Option(help: ConsensusOptions.weightsHelp)
    var weights: PlaceWeights?

    /// The settings as the server takes them.
    struct Wish: Encodable, Sendable {
        let method: String?
        let iouThreshold: Double?
        let quorum: Double?
        let placeWeights: PlaceWeights?
    }

    var wish: Wish {
        Wish(method: method, iouThreshold: iou, quorum: quorum, placeWeights: weights)
    }
}
