public import Labeling

/// Where a database stands in the schema's history.
public struct MigrationStatus: Hashable, Sendable {
    /// A migration that was run.
    public struct Applied: Hashable, Sendable {
        /// Its place in the history.
        public let version: Int
        /// What it does.
        public let name: String
        /// Hexadecimal SHA-256 of the SQL that was run.
        public let sha256: String
        /// When it was run.
        public let appliedAt: Timestamp
    }

    /// What was run, in order.
    public let applied: [Applied]
    /// What is still to be run, in order.
    public let pending: [Migration]
}
