import Labeling
import Synchronization

/// Keeps the figures that were worked out last, each for the answers and results it was made from.
///
/// Figures are small, whatever the project's size, so a number of them bounds the memory. Who asks for a figure that is
/// being worked out waits for it.
public final class FigureCache: Sendable {
    /// What a figure was made from.
    struct Key: Hashable, Sendable {
        let project: ProjectID
        let settings: ConsensusSettings
        let answersRevision: Int
        let resultsRevision: Int
        /// Which figure, with all that was asked about it.
        let figure: String
    }

    private let kept: Mutex<LeastRecentlyUsed<Key, any Sendable>>
    private let work = SharedWork<Key, any Sendable>()

    /// A cache of at most so many figures.
    public init(capacity: Int = 128) {
        kept = Mutex(LeastRecentlyUsed(capacity: capacity))
    }

    /// A figure as it is kept, or worked out now.
    func value<Value: Sendable>(
        for key: Key, _ make: @escaping @Sendable () async throws(BoxwoodError) -> Value
    ) async throws(BoxwoodError) -> Value {
        if let known = kept.withLock({ $0[key] }) as? Value { return known }
        do {
            let made = try await work.value(for: key) { [self] in
                let value = try await make()
                kept.withLock { $0[key] = value }
                return value
            }
            guard let value = made as? Value else {
                throw BoxwoodError(.internal, "Two figures have the same name.")
            }
            return value
        } catch let error as BoxwoodError {
            throw error
        } catch {
            throw BoxwoodError(.internal, "Nobody waits for this figure any more.")
        }
    }
}

extension ReadTransaction {
    /// What a figure of a project is made from now.
    func figureKey(_ figure: String, of project: Project) throws -> FigureCache.Key {
        FigureCache.Key(
            project: project.id, settings: project.consensus,
            answersRevision: try answersRevision(of: project.id),
            resultsRevision: try resultsRevision(of: project.id), figure: figure)
    }
}
