import Agreement
public import ArgumentParser
import Formats

/// Other rules for parts of a consensus by quorum, to compare with.
struct MergeRules: ParsableArguments {
    private static let votes = "votes"

    @Option(
        help: """
            With --method quorum, how several polygons become one: line (between them), or by pixels as others do: \
            \(OutlineRule.allCases.dropFirst().map(\.rawValue).joined(separator: ", ")).
            """)
    var outlines = OutlineRule.line

    @Option(
        help: """
            With --method quorum, what finds the class of an object: votes (their shares), or a model of the people: \
            \(LabelAggregators.all.map { type(of: $0).id }.joined(separator: ", ")).
            """)
    var classes = MergeRules.votes

    /// Refuses a model that does not exist, and rules that decide nothing.
    func check(method: String) throws {
        guard classes == Self.votes || LabelAggregators.named(classes) != nil else {
            let names = LabelAggregators.all.map { type(of: $0).id }.joined(separator: ", ")
            throw ValidationError(
                "There is no rule \(classes) for classes; there is \(Self.votes), \(names).")
        }
        guard method != QuorumConsensus.id else { return }
        for (option, isSet) in [("--outlines", outlines != .line), ("--classes", classes != Self.votes)]
        where isSet {
            throw ValidationError("\(option) decides nothing with --method \(method); add --method quorum.")
        }
    }

    /// The method with these rules.
    func applied(to method: any ConsensusMethod) -> any ConsensusMethod {
        guard method is QuorumConsensus else { return method }
        return QuorumConsensus(outlines: outlines, classes: LabelAggregators.named(classes))
    }

    /// The rules that are not the usual ones, as a file states them.
    var settings: [String: MergeSummary.Value] {
        var values: [String: MergeSummary.Value] = [:]
        if outlines != .line { values["outlines"] = .text(outlines.rawValue) }
        if classes != Self.votes { values["classes"] = .text(classes) }
        return values
    }
}

extension OutlineRule: ExpressibleByArgument {}
