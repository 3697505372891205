/// The consensus of one image as it is kept: derived from the answers, and made again whenever they change.
///
/// The figures stand beside the document so that images can be sorted and counted without reading it.
public struct ConsensusRecord: Hashable, Sendable {
    /// The image.
    public let imageID: ImageID
    /// The settings it was made with.
    public let settings: ConsensusSettings
    /// How many people's answers went in.
    public let annotators: Int
    /// How many objects were accepted.
    public let objects: Int
    /// How many conflicts were found.
    public let conflicts: Int
    /// Mean pairwise agreement, 0…1; nil with fewer than two answers.
    public let agreement: Double?
    /// Mean disagreement over the cells that anybody marked, 0…1.
    public let disagreement: Double
    /// The number of errors it is expected to have; nil if the method does not estimate it.
    public let risk: Double?
    /// The ``FitRecord/digest`` of the fit whose knowledge of the people it was made with; nil where none was.
    public let fit: String?
    /// Objects, votes, conflicts and pairs as JSON.
    public let document: String
    /// When it was made.
    public let computedAt: Timestamp

    /// A record with all its properties.
    public init(
        imageID: ImageID, settings: ConsensusSettings, annotators: Int, objects: Int, conflicts: Int,
        agreement: Double?, disagreement: Double, risk: Double? = nil, fit: String? = nil, document: String,
        computedAt: Timestamp
    ) {
        self.imageID = imageID
        self.settings = settings
        self.annotators = annotators
        self.objects = objects
        self.conflicts = conflicts
        self.agreement = agreement
        self.disagreement = disagreement
        self.risk = risk
        self.fit = fit
        self.document = document
        self.computedAt = computedAt
    }
}
