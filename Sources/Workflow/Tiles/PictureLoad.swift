/// How the making of pictures that are no stored tiles goes.
public struct PictureLoad: Sendable, Equatable {
    /// Made since the start; one that many asked for at the same time counts once.
    public let made: Int
    /// Given up because nobody waited any more.
    public let cancelled: Int
    /// Refused because too much was asked at once.
    public let refused: Int
    /// Failed.
    public let failed: Int
    /// Being made now.
    public let running: Int
    /// Waiting for their turn.
    public let waiting: Int
}
