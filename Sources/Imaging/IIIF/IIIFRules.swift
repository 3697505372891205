/// How requests are read: by which edition, within which limits.
public struct IIIFRules: Sendable, Hashable {
    /// What `!w,h` means for a picture that is smaller than the box, where the text and the public validator differ.
    public enum ConfinedSize: String, Sendable, Hashable, CaseIterable {
        /// The picture unscaled, as the specification says.
        case spec
        /// A refusal, as the validator demands.
        case validator
    }

    /// The edition of the specification.
    public var version: IIIFVersion

    /// The largest answers.
    public var limits: IIIFLimits

    /// What `!w,h` means for small pictures.
    public var confinedSize: ConfinedSize

    /// Makes rules.
    public init(
        version: IIIFVersion = .three, limits: IIIFLimits = IIIFLimits(), confinedSize: ConfinedSize = .spec
    ) {
        self.version = version
        self.limits = limits
        self.confinedSize = confinedSize
    }
}
