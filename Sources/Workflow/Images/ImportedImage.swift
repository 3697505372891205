public import Labeling

/// An image that is in the project now, and whether it was there before.
public struct ImportedImage: Sendable {
    /// The image.
    public let image: LabeledImage
    /// Whether the project held the same bytes already; nothing was added then.
    public let isDuplicate: Bool
    /// How many pages or frames the file has, of which the first is shown; nil where that was not looked at.
    public let frames: Int?

    /// What the person should know about how the file was taken, in one sentence.
    public var note: String? {
        guard let frames, frames > 1 else { return nil }
        return "The file has \(frames) frames or pages; the image is the first of them."
    }
}
