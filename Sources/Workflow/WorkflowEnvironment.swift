public import Imaging
public import Labeling
public import Logging

/// What every use case needs from outside: storage, blobs, time, identifiers, image decoding and threads.
public struct WorkflowEnvironment: Sendable {
    /// Where everything but image bytes is kept.
    public let store: any Store
    /// Where image bytes are kept.
    public let blobs: any BlobStore
    /// Turns an uploaded file into tiles, in a limited process of its own.
    public let ingester: any ImageIngester
    /// Where pictures that no stored tile answers are kept once made; nil to make them every time.
    public let derivatives: DerivativeCache?
    /// What time it is.
    public let clock: Clock
    /// Where identifiers and secrets come from.
    public let identifiers: IdentifierSource
    /// Signs links for people from outside.
    public let signingKey: SigningKey
    /// Comparisons of consensus that somebody looks at.
    public let comparisons: ComparisonShelf
    /// The figures of projects that were worked out last.
    public let figures: FigureCache
    /// The images behind figures, in order; few of them, since they are as long as their projects.
    public let rankings: FigureCache
    /// The uploads that are being made into images.
    public let imports: ImportQueue
    /// What is done after replies were sent.
    public let settlements: SettlementQueue
    /// Threads for calls that block.
    public let workers: WorkerPool
    /// Threads that read tiles from the disk, which nothing slower keeps waiting.
    public let readers: WorkerPool
    /// Threads for password hashing; two at most, since each hash takes 128 MiB.
    public let hashers: WorkerPool
    /// What is accepted.
    public let limits: WorkflowLimits
    /// Where an operator reads what went wrong.
    public let logger: Logger

    /// An environment with all its parts.
    public init(
        store: any Store, blobs: any BlobStore, ingester: any ImageIngester,
        derivatives: DerivativeCache? = nil, clock: Clock = .system, identifiers: IdentifierSource = .system,
        signingKey: SigningKey = .ephemeral,
        comparisons: ComparisonShelf = ComparisonShelf(), figures: FigureCache = FigureCache(),
        rankings: FigureCache = FigureCache(capacity: 8),
        imports: ImportQueue = ImportQueue(width: 4), settlements: SettlementQueue = SettlementQueue(),
        workers: WorkerPool = WorkerPool(name: "boxwood.workers", width: 4),
        readers: WorkerPool = WorkerPool(name: "boxwood.readers", width: 4),
        hashers: WorkerPool = WorkerPool(name: "boxwood.hashers", width: 2),
        limits: WorkflowLimits = WorkflowLimits(), logger: Logger
    ) {
        self.store = store
        self.blobs = blobs
        self.ingester = ingester
        self.derivatives = derivatives
        self.clock = clock
        self.identifiers = identifiers
        self.signingKey = signingKey
        self.comparisons = comparisons
        self.figures = figures
        self.rankings = rankings
        self.imports = imports
        self.settlements = settlements
        self.workers = workers
        self.readers = readers
        self.hashers = hashers
        self.limits = limits
        self.logger = logger
    }
}
