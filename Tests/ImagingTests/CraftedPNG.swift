/// PNG files no encoder would write.
enum CraftedPNG {
    /// A signature and an `IHDR` that claims these sides, and nothing after it.
    static func header(_ width: Int, _ height: Int) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", bigEndian(width) + bigEndian(height) + [8, 2, 0, 0, 0])
    }

    /// A sound PNG with an animation control chunk put in after its header.
    static func animated(frames: Int) throws -> [UInt8] {
        let still = try TestPicture.gradient(16, 16).encoded(".png")
        let control = chunk("acTL", bigEndian(frames) + bigEndian(0))
        return Array(still[..<33]) + control + Array(still[33...])
    }

    private static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        bigEndian(content.count) + Array(kind.utf8) + content + [0, 0, 0, 0]
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
