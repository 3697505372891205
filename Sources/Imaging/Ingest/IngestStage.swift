/// How far the work on one image has come.
public enum IngestStage: Sendable, Hashable {
    /// The header is read, and a progressive picture decoded.
    case reading
    /// Tiles are cut; with the share that is done, 0…1.
    case cutting(Double)
}
