public import Agreement
public import Labeling
import Synchronization

/// Keeps the last few comparisons in memory, so that one can leaf through them; a restart forgets them.
public final class ComparisonShelf: Sendable {
    /// A project of 10,000 images of which every object changed takes about 100 MiB.
    private static let capacity = 4

    private let kept = Mutex(LeastRecentlyUsed<String, KeptComparison>(capacity: capacity))

    /// An empty shelf.
    public init() {}

    /// The comparison under an identifier, if it is still there.
    func comparison(_ id: String) -> KeptComparison? { kept.withLock { $0[id] } }

    /// Puts a comparison on the shelf.
    func put(_ comparison: KeptComparison) { kept.withLock { $0[comparison.id] = comparison } }
}

/// A comparison with what was compared.
public struct KeptComparison: Sendable {
    /// What the consensus before was held against.
    public enum Other: Hashable, Sendable {
        /// A state of the project.
        case moment(ConsensusMoment)
        /// What these settings would make of the answers.
        case preview(ConsensusSettings)
    }

    /// Names the comparison; of two states that never change the same ones get the same name.
    public let id: String
    /// The project.
    public let projectID: ProjectID
    /// The state before.
    public let before: ConsensusMoment
    /// What came after it, or would.
    public let after: Other
    /// What differs.
    public let comparison: ConsensusComparison
}
