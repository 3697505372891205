/// The consensus methods there are.
///
/// A new one is one file beside this and one line here.
public enum ConsensusMethods {
    /// Every method, in the order in which they are offered.
    public static let all: [any ConsensusMethod] = [QuorumConsensus(), BayesConsensus()]

    /// The method with an identifier, or nil if there is none.
    public static func named(_ id: String) -> (any ConsensusMethod)? {
        all.first { type(of: $0).id == id }
    }
}
