/// Where everything but image bytes is kept: the one seam behind which a database engine sits.
///
/// A body is synchronous and runs wherever the engine likes. It sees one consistent state; what a `write` body did
/// becomes visible all at once when `write` returns, and is then on disk, or not at all. Writers never run at the
/// same time. A body may throw anything; callers see a ``BoxwoodError``.
public protocol Store: Sendable {
    /// A number that changes whenever somebody may no longer see what they could, or an image is no longer what it was:
    /// a session, token, membership, account, image or turn ended or was altered.
    ///
    /// It has changed before the `write` that did it returns. Who reads it before asking who may see what can keep the
    /// answer for as long as the number stays the same. What is only added does not change it, so keep no refusals.
    var accessRevision: Int { get }

    /// Runs a body that changes nothing.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> Value
    ) async throws(BoxwoodError) -> Value

    /// Runs a body in one transaction and returns after it is durable.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any WriteTransaction) throws -> Value
    ) async throws(BoxwoodError) -> Value

    /// Reads the whole database and names what is damaged in it; empty when it is sound.
    func defects() async throws(BoxwoodError) -> [String]
}

/// Everything that can be asked of one state of the store.
public protocol ReadTransaction: AccountReading, ProjectReading, ImageReading, UploadReading,
    AssignmentReading, WorkPlanReading, PayReading, SubmissionReading, CommentReading, ConsensusReading,
    ConsensusRunReading, DisagreementReading, QualityAuditReading, AdjudicationReading, ActivityReading,
    AuditReading, GoldReading, GuidelineReading, OutsideReading, BehaviourReading, SecondPassReading,
    ReturningImageReading
{}

/// Everything that can be asked and changed in one transaction.
public protocol WriteTransaction: ReadTransaction, AccountWriting, ProjectWriting, ImageWriting,
    UploadWriting, AssignmentWriting, WorkPlanWriting, PayWriting, SubmissionWriting, CommentWriting,
    ConsensusWriting, ConsensusRunWriting, DisagreementWriting, QualityAuditWriting, AdjudicationWriting,
    AuditWriting, GoldWriting, GuidelineWriting, OutsideWriting, BehaviourWriting, SecondPassWriting,
    ReturningImageWriting
{}

/// A part of a longer list, and where the next part begins.
public struct Page<Item: Sendable>: Sendable {
    /// The items, in order.
    public let items: [Item]
    /// The opaque cursor to pass as `after` to go on; nil at the end.
    public let next: String?

    /// A page with its items and the cursor behind them.
    public init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}
