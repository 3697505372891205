/// What an image adds to the disagreement of its project, as it is kept: derived with the image's consensus.
public struct DisagreementRecord: Hashable, Sendable {
    /// The image.
    public let imageID: ImageID
    /// The image's project.
    public let projectID: ProjectID
    /// Where people differ on it, in a form of its own.
    public let document: [UInt8]

    /// A record with all its properties.
    public init(imageID: ImageID, projectID: ProjectID, document: [UInt8]) {
        self.imageID = imageID
        self.projectID = projectID
        self.document = document
    }
}
