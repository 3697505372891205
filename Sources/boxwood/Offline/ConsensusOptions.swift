import Agreement
public import ArgumentParser
import Labeling

/// The options of commands that make a consensus of files.
struct ConsensusOptions: ParsableArguments {
    /// What a share of the people is worth, from two public crowds.
    static let quorumFact = """
        On two public crowds an object drawn by a third of the people was real in 60 to 68 % of cases, by half in 84 to \
        87 %: a third is often enough, and half throws real objects away.
        """

    @Option(
        help: """
            How answers become one: \(available); or, to compare with, what others use: \(baselines).
            """)
    var method = ConsensusSettings().method

    @Option(help: "The IoU from which two shapes can be the same object, 0.05 to 0.95.")
    var iou = ConsensusSettings().iouThreshold

    @Option(
        help: """
            With every method but bayes, the share of an image's annotators who must have drawn an object, above 0 and at \
            most 1; \(ConsensusSettings().quorum) unless told otherwise. \(quorumFact)
            """)
    var quorum: Double?

    @Option(help: weightsHelp)
    var weights: PlaceWeights?

    /// What the weights of a quorum mean.
    static let weightsHelp: ArgumentHelp = """
        With --method quorum, how much each person counts for where an object is: none (all the same) or skill (the \
        exact more, by the inverse square of how far their edges stray over all images).
        """

    func validate() throws {
        guard iou >= 0.05, iou <= 0.95 else { throw ValidationError("--iou lies between 0.05 and 0.95.") }
        try Self.check(
            method: method, quorum: quorum, weights: weights,
            among: ConsensusMethods.all + ConsensusMethods.baselines)
    }

    /// Refuses a method that is not among those there are, and a quorum or weights that are out of range or decide
    /// nothing.
    static func check(
        method: String, quorum: Double?, weights: PlaceWeights?,
        among methods: [any ConsensusMethod] = ConsensusMethods.all
    ) throws {
        guard let found = methods.first(where: { type(of: $0).id == method }) else {
            throw ValidationError("There is no method \(method); there is \(names(of: methods)).")
        }
        if let quorum {
            guard quorum > 0, quorum <= 1 else {
                throw ValidationError("--quorum lies above 0 and at most 1.")
            }
            guard type(of: found).usesQuorum else {
                throw ValidationError(
                    "--quorum decides nothing with --method \(method); add --method quorum.")
            }
        }
        if weights != nil, !type(of: found).usesWeights {
            throw ValidationError("--weights decides nothing with --method \(method); add --method quorum.")
        }
    }

    /// The settings as the methods take them.
    var settings: ConsensusSettings {
        ConsensusSettings(
            method: method, iouThreshold: iou, quorum: quorum ?? ConsensusSettings().quorum,
            weights: weights ?? .none)
    }

    /// The method that was asked for.
    ///
    /// - Throws: ``CommandFailure`` if there is none of this name.
    func chosen() throws(CommandFailure) -> any ConsensusMethod {
        guard let found = ConsensusMethods.baselineOrMethod(named: method) else {
            throw CommandFailure(
                "There is no method \(method); there is \(Self.available), \(Self.baselines).")
        }
        return found
    }

    /// The names of the methods.
    static var available: String { names(of: ConsensusMethods.all) }

    /// The names of the rules to compare with.
    static var baselines: String { names(of: ConsensusMethods.baselines) }

    private static func names(of methods: [any ConsensusMethod]) -> String {
        methods.map { type(of: $0).id }.joined(separator: ", ")
    }
}

extension PlaceWeights: ExpressibleByArgument {}
extension Recalibration: ExpressibleByArgument {}
