/// What time it is; a test turns its own.
public struct Clock: Sendable {
    /// The present moment.
    public let now: @Sendable () -> Timestamp

    /// A clock that answers with what `now` returns.
    public init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }
}
