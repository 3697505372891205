/// What can be asked about the derived results.
public protocol ConsensusReading {
    /// The consensus of an image.
    func consensus(image: ImageID) throws -> ConsensusRecord?
    /// The mean pairwise agreement of each image of a project that at least two people answered, by position.
    func agreements(in project: ProjectID) throws -> [Double]
}

/// What can be changed about the derived results.
public protocol ConsensusWriting {
    /// Stores an image's consensus in place of the one before.
    func put(_ record: ConsensusRecord) throws
    /// Throws an image's consensus away.
    func deleteConsensus(image: ImageID) throws
    /// The integers by which exports of a project know these keys; a new key gets the project's next one, in the
    /// order of `keys`, and keeps it for ever.
    func exportNumbers(for keys: [String], in project: ProjectID) throws -> [String: Int]
}
