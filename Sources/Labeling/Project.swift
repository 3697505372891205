/// A body of images to label: who draws what, how many people an image, and how their answers become one.
public struct Project: Hashable, Sendable {
    /// The project's identifier.
    public let id: ProjectID
    /// Its name, unique on the server.
    public var name: String
    /// One or two sentences for the list of projects.
    public var summary: String
    /// What annotators are asked to do, in Markdown.
    public var instructions: String
    /// How many people draw on each image, blind to one another.
    public var replication: Int
    /// How answers become a consensus.
    public var consensus: ConsensusSettings
    /// The shortest side a box may have, in image pixels.
    public var minimumSidePixels: Double
    /// Grows by one with every edit.
    public var revision: Int
    /// When it was made.
    public let createdAt: Timestamp

    /// A project with all its properties.
    public init(
        id: ProjectID, name: String, summary: String, instructions: String, replication: Int,
        consensus: ConsensusSettings, minimumSidePixels: Double = 3, revision: Int = 1, createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.instructions = instructions
        self.replication = replication
        self.consensus = consensus
        self.minimumSidePixels = minimumSidePixels
        self.revision = revision
        self.createdAt = createdAt
    }
}
