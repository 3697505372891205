import CVips

/// Fields of random numbers, the same for the same seed.
enum SceneNoise {
    /// Smooth blotches of about `cell` pixels, roughly −1…1, row-major.
    static func blotches(width: Int, height: Int, cell: Int, seed: UInt64) throws(ImagingError) -> [Float] {
        try floats(
            VipsHandle("perlin", boxwood_vips_perlin(Int32(width), Int32(height), Int32(cell), folded(seed)))
        )
    }

    /// An independent number for each pixel, around 0, row-major.
    static func grain(width: Int, height: Int, sigma: Double, seed: UInt64) throws(ImagingError) -> [Float] {
        try floats(
            VipsHandle(
                "gaussnoise", boxwood_vips_gaussnoise(Int32(width), Int32(height), sigma, folded(seed))
            )
        )
    }

    private static func folded(_ seed: UInt64) -> Int32 {
        Int32(truncatingIfNeeded: (seed ^ (seed >> 32)) & 0x7FFF_FFFF)
    }

    private static func floats(_ image: VipsHandle) throws(ImagingError) -> [Float] {
        try image.pixels().withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    }
}
