/// What one person made of the suggestions of one source on one image.
public struct SuggestionOutcome: Hashable, Sendable {
    /// The image's ``DatasetImage/number``.
    public let imageNumber: Int
    /// The ``DatasetAnnotator/number`` of the person.
    public let annotatorNumber: Int
    /// What suggested them, for example `previous` for the image before.
    public let source: String
    /// Those taken as they were.
    public let accepted: Int
    /// Those changed.
    public let adjusted: Int
    /// Those taken away.
    public let deleted: Int
    /// The shapes of the answer that nothing had suggested.
    public let added: Int

    /// An outcome with all its counts.
    public init(
        imageNumber: Int, annotatorNumber: Int, source: String, accepted: Int, adjusted: Int, deleted: Int,
        added: Int
    ) {
        self.imageNumber = imageNumber
        self.annotatorNumber = annotatorNumber
        self.source = source
        self.accepted = accepted
        self.adjusted = adjusted
        self.deleted = deleted
        self.added = added
    }
}
