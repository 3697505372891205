public import Imaging

/// How tiles and other pictures are served.
public struct TileSettings: Sendable {
    /// Whether anybody may see images without signing in.
    public var isPublic = false
    /// What `!w,h` means for pictures smaller than the box.
    public var confinedSize = IIIFRules.ConfinedSize.spec
    /// The largest pictures made.
    public var limits = IIIFLimits()
    /// Bytes of stored tiles kept in memory.
    public var cacheBytes = 128 << 20
    /// Pictures that may wait to be made; one person may have a quarter of them.
    public var queue = 64

    /// The defaults.
    public init() {}

    /// By which rules requests of an edition are read.
    public func rules(_ version: IIIFVersion) -> IIIFRules {
        IIIFRules(version: version, limits: limits, confinedSize: confinedSize)
    }
}
