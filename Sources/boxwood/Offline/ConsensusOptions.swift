import Agreement
import ArgumentParser
import Labeling

/// The options of commands that make a consensus of files.
struct ConsensusOptions: ParsableArguments {
    @Option(
        help:
            "How answers become one: \(ConsensusMethods.all.map { type(of: $0).id }.joined(separator: ", "))."
    )
    var method = "quorum"

    @Option(help: "The IoU from which two shapes can be the same object, 0.05 to 0.95.")
    var iou = ConsensusSettings().iouThreshold

    @Option(help: "The share of an image's annotators who must have drawn an object, above 0 and at most 1.")
    var quorum = ConsensusSettings().quorum

    func validate() throws {
        guard iou >= 0.05, iou <= 0.95 else { throw ValidationError("--iou lies between 0.05 and 0.95.") }
        guard quorum > 0, quorum <= 1 else { throw ValidationError("--quorum lies above 0 and at most 1.") }
        guard ConsensusMethods.named(method) != nil else {
            throw ValidationError("There is no method \(method); there is \(Self.available).")
        }
    }

    /// The settings as the methods take them.
    var settings: ConsensusSettings { ConsensusSettings(method: method, iouThreshold: iou, quorum: quorum) }

    /// The method that was asked for.
    ///
    /// - Throws: ``CommandFailure`` if there is none of this name.
    func chosen() throws(CommandFailure) -> any ConsensusMethod {
        guard let found = ConsensusMethods.named(method) else {
            throw CommandFailure("There is no method \(method); there is \(Self.available).")
        }
        return found
    }

    private static var available: String {
        ConsensusMethods.all.map { type(of: $0).id }.joined(separator: ", ")
    }
}
