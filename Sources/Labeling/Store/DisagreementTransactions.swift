/// What can be asked about the disagreement of a project.
public protocol DisagreementReading {
    /// Whether it is known what an image adds.
    func hasDisagreement(image: ImageID) throws -> Bool
    /// How many images of a project have a consensus of which that is not known.
    func imagesWithoutDisagreement(in project: ProjectID) throws -> Int
    /// What the images of a project from after a position on add, by position; images without are left out.
    func disagreements(
        in project: ProjectID, afterPosition: Int, limit: Int
    ) throws -> [(image: LabeledImage, document: [UInt8])]
}

/// What can be changed about the disagreement of a project.
public protocol DisagreementWriting {
    /// Stores what an image with a consensus adds in place of what was known before; it goes with the consensus.
    func put(_ record: DisagreementRecord) throws
}
