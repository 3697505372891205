import Labeling
import Synchronization

/// Makes identifiers that sort in the order in which they were made, and are random apart from that.
///
/// Where votes are tied, a consensus decides by identifier: with these, every run of the demonstration decides alike.
final class OrderedIdentifiers: Sendable {
    private let made = Mutex<UInt64>(0)

    /// The source to draw from.
    var source: IdentifierSource {
        IdentifierSource { [self] in
            let turn = made.withLock { count in
                count += 1
                return count
            }
            return turn << 48 | UInt64.random(in: 0..<1 << 48)
        }
    }
}
