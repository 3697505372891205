public import Labeling

/// Something that is not as it was stored, or that nothing refers to.
public struct Finding: Sendable, Hashable {
    /// What is at fault.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// The database itself.
        case database
        /// The file that was uploaded.
        case original
        /// The tiles that were made of it.
        case tiles
        /// A file that no image and no upload names.
        case unused
    }

    /// What is at fault.
    public let kind: Kind
    /// What is wrong with it, in one sentence.
    public let detail: String
    /// The image it belongs to.
    public let image: LabeledImage?
    /// The file.
    public let blob: BlobID?
    /// Whether it was put right.
    public let isRepaired: Bool

    init(
        _ kind: Kind, _ detail: String, image: LabeledImage? = nil, blob: BlobID? = nil,
        isRepaired: Bool = false
    ) {
        self.kind = kind
        self.detail = detail
        self.image = image
        self.blob = blob
        self.isRepaired = isRepaired
    }
}

/// What is said while everything stored is verified.
public enum VerificationEvent: Sendable {
    /// So many images are done.
    case progress(done: Int, of: Int)
    /// Something was found.
    case finding(Finding)
}

/// What a verification came to.
public struct VerificationSummary: Sendable, Hashable {
    /// Images whose files were read.
    public internal(set) var images = 0
    /// What was found, put right or not.
    public internal(set) var findings = 0
    /// What was put right.
    public internal(set) var repaired = 0
}
