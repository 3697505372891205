public import Labeling
import Synchronization

/// A clock that stands still until the test turns it.
public final class TestClock: Sendable {
    /// Where every clock starts: 2026-01-05T08:00:00Z, a Monday.
    public static let start = Timestamp(milliseconds: 1_767_600_000_000)

    private let present: Mutex<Timestamp>

    /// A clock that shows this moment.
    public init(at moment: Timestamp = TestClock.start) {
        present = Mutex(moment)
    }

    /// The present moment.
    public var now: Timestamp { present.withLock { $0 } }

    /// The clock as the product takes it.
    public var clock: Clock { Clock { self.now } }

    /// Turns the clock forward, or back where negative.
    public func turn(seconds: Int64) {
        present.withLock { $0 = $0.adding(seconds: seconds) }
    }
}
