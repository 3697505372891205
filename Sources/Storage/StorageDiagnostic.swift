/// What the operator should know about a failure, and the person whose request failed should not.
public struct StorageDiagnostic: Sendable, CustomStringConvertible {
    /// What failed, in the engine's words; never contains stored values.
    public let message: String
    /// Whether the disk or the database file can no longer be trusted.
    ///
    /// After a failed sync the kernel may have dropped pages: the process should end and let recovery decide.
    public let isDiskFailure: Bool

    /// A diagnostic with its message.
    public init(message: String, isDiskFailure: Bool) {
        self.message = message
        self.isDiskFailure = isDiskFailure
    }

    /// The message.
    public var description: String { message }
}
