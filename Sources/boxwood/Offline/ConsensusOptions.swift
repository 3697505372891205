import Agreement
import ArgumentParser
import Labeling

/// The options of commands that make a consensus of files.
struct ConsensusOptions: ParsableArguments {
    @Option(help: "How answers become one: \(Self.available).")
    var method = ConsensusSettings().method

    @Option(help: "The IoU from which two shapes can be the same object, 0.05 to 0.95.")
    var iou = ConsensusSettings().iouThreshold

    @Option(
        help: """
            With --method quorum, the share of an image's annotators who must have drawn an object, above 0 and at \
            most 1; \(ConsensusSettings().quorum) unless told otherwise.
            """)
    var quorum: Double?

    func validate() throws {
        guard iou >= 0.05, iou <= 0.95 else { throw ValidationError("--iou lies between 0.05 and 0.95.") }
        try Self.check(method: method, quorum: quorum)
    }

    /// Refuses a method that does not exist, and a quorum that is out of range or decides nothing.
    static func check(method: String, quorum: Double?) throws {
        guard let found = ConsensusMethods.named(method) else {
            throw ValidationError("There is no method \(method); there is \(available).")
        }
        guard let quorum else { return }
        guard quorum > 0, quorum <= 1 else { throw ValidationError("--quorum lies above 0 and at most 1.") }
        guard type(of: found).usesQuorum else {
            throw ValidationError("--quorum decides nothing with --method \(method); add --method quorum.")
        }
    }

    /// The settings as the methods take them.
    var settings: ConsensusSettings {
        ConsensusSettings(
            method: method, iouThreshold: iou, quorum: quorum ?? ConsensusSettings().quorum)
    }

    /// The method that was asked for.
    ///
    /// - Throws: ``CommandFailure`` if there is none of this name.
    func chosen() throws(CommandFailure) -> any ConsensusMethod {
        guard let found = ConsensusMethods.named(method) else {
            throw CommandFailure("There is no method \(method); there is \(Self.available).")
        }
        return found
    }

    /// The names of the methods.
    static var available: String {
        ConsensusMethods.all.map { type(of: $0).id }.joined(separator: ", ")
    }
}
