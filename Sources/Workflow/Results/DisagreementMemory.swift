import Agreement
import Labeling
import Synchronization

/// Remembers what the disagreement of projects sums up to, and which images are behind parts of it, for as long as nothing
/// about it changes.
public final class DisagreementMemory: Sendable {
    /// A sum, and how many images are still missing from it.
    struct Sum: Sendable {
        let tally: DisagreementTally
        let pending: Int
    }

    /// One state of a project's disagreement.
    struct State: Hashable, Sendable {
        let project: ProjectID
        let revision: Int
    }

    /// A part of one.
    struct Part: Hashable, Sendable {
        let state: State
        let selection: DisagreementSelection
    }

    private static let projects = 8
    private static let parts = 8

    private let sums = Mutex(LeastRecentlyUsed<State, Sum>(capacity: projects))
    private let rankings = Mutex(LeastRecentlyUsed<Part, [RankedImage]>(capacity: parts))
    private let summing = SharedWork<State, Sum>()
    private let ranking = SharedWork<Part, [RankedImage]>()

    /// An empty one.
    public init() {}

    /// The sum of a state: the one at hand, or a new one; whoever asks meanwhile waits for the same.
    func sum(of state: State, _ make: @escaping @Sendable () async throws -> Sum) async throws -> Sum {
        if let known = sums.withLock({ $0[state] }) { return known }
        return try await summing.value(for: state) { [self] in
            let made = try await make()
            sums.withLock { $0[state] = made }
            return made
        }
    }

    /// The images behind a part, in the same way.
    func ranking(
        of part: Part, _ make: @escaping @Sendable () async throws -> [RankedImage]
    ) async throws -> [RankedImage] {
        if let known = rankings.withLock({ $0[part] }) { return known }
        return try await ranking.value(for: part) { [self] in
            let made = try await make()
            rankings.withLock { $0[part] = made }
            return made
        }
    }
}
