public import Geometry

/// Draws made-up scenes that look a little like photographs, and whose truth is therefore known.
///
/// A lit, mottled ground; on it the objects in the order given, each with a soft shadow, a surface, light
/// from the upper left and smooth edges; over all of it a fine grain. The same arguments give the same
/// bytes with the same libvips. Blocks: about 0.2 s a megapixel, ten times that without optimisation.
public enum SceneRenderer {
    /// The most pixels of a scene.
    public static let maximumPixels = 50_000_000

    /// Draws a scene as a JPEG of quality 90.
    ///
    /// - Parameters:
    ///   - size: sides of the scene, in pixels.
    ///   - background: colour of the ground.
    ///   - shapes: the objects, undermost first.
    ///   - seed: chooses the ground and the grain.
    /// - Throws: ``ImagingError`` with reason `outOfRange` for sides that cannot be drawn.
    public static func jpeg(
        size: PixelSize, background: RGB, shapes: [SceneShape], seed: UInt64
    ) throws(ImagingError) -> [UInt8] {
        try draw(size, background, shapes, seed, ".jpg[Q=90,strip]")
    }

    /// Draws a scene as a PNG; otherwise as ``jpeg(size:background:shapes:seed:)``.
    public static func png(
        size: PixelSize, background: RGB, shapes: [SceneShape], seed: UInt64
    ) throws(ImagingError) -> [UInt8] {
        try draw(size, background, shapes, seed, ".png[strip]")
    }

    private static func draw(
        _ size: PixelSize, _ background: RGB, _ shapes: [SceneShape], _ seed: UInt64, _ suffix: String
    ) throws(ImagingError) -> [UInt8] {
        guard (1...maximumPixels).contains(size.pixelCount), size.longestSide <= 65_500 else {
            throw ImagingError(.outOfRange, "A scene of these sides cannot be drawn.")
        }
        try ImagingSystem.start()
        var canvas = SceneCanvas(size: size)
        try canvas.paintGround(background, seed: seed)
        for shape in shapes { try canvas.paint(shape) }
        let pixels = try canvas.developed(seed: seed)
        return try VipsHandle.encode(pixels, width: size.width, height: size.height, bands: 3, suffix)
    }
}
