/// The consensus methods there are.
///
/// A new one is one file beside this and one line here.
public enum ConsensusMethods {
    /// The methods that projects may choose, in the order in which they are offered.
    public static let all: [any ConsensusMethod] = [QuorumConsensus(), BayesConsensus()]

    /// Rules in use elsewhere, for comparison on files.
    public static let baselines: [any ConsensusMethod] = [
        MajorityConsensus(), FusionConsensus(), SuppressionConsensus(), NonMaximumWeightedConsensus(),
        IntersectMergeConsensus(),
    ]

    /// The method with an identifier that projects may choose, or nil if there is none.
    public static func named(_ id: String) -> (any ConsensusMethod)? {
        all.first { type(of: $0).id == id }
    }

    /// The method or baseline with an identifier, or nil if there is none.
    public static func baselineOrMethod(named id: String) -> (any ConsensusMethod)? {
        (all + baselines).first { type(of: $0).id == id }
    }
}
