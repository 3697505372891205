public import Labeling
import Synchronization

extension IdentifierSource {
    /// Draws the same identifiers and secrets from the same seed, in the same order.
    public static func seeded(_ seed: UInt64) -> IdentifierSource {
        let generator = SharedGenerator(seed: seed)
        return IdentifierSource { generator.next() }
    }
}

/// A generator that several threads may draw from.
private final class SharedGenerator: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64) {
        generator = Mutex(SeededGenerator(seed: seed))
    }

    func next() -> UInt64 {
        generator.withLock { $0.next() }
    }
}
