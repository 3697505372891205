/// What can be asked about the derived results.
public protocol ConsensusReading {
    /// The consensus of an image.
    func consensus(image: ImageID) throws -> ConsensusRecord?
    /// The last fit of a project's consensus to all its answers.
    func fit(of project: ProjectID) throws -> FitRecord?
    /// A number that changes whenever the answers or the gold of a project change.
    func answersRevision(of project: ProjectID) throws -> Int
    /// The mean pairwise agreement of each image of a project that at least two people answered, by position.
    func agreements(in project: ProjectID) throws -> [Double]
}

/// What can be changed about the derived results.
public protocol ConsensusWriting {
    /// Stores an image's consensus in place of the one before.
    func put(_ record: ConsensusRecord) throws
    /// Stores a project's fit in place of the one before.
    func put(_ fit: FitRecord) throws
    /// Throws an image's consensus away.
    func deleteConsensus(image: ImageID) throws
    /// The integers by which exports of a project know these keys; a new key gets the project's next one, in the
    /// order of `keys`, and keeps it for ever.
    func exportNumbers(for keys: [String], in project: ProjectID) throws -> [String: Int]
}
