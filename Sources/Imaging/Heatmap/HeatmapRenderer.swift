public import Geometry

/// Draws a grid of numbers as a translucent picture to lay over an image.
public enum HeatmapRenderer {
    /// How the cells of a coarse grid become pixels.
    public enum Scaling: Sendable {
        /// Each cell a rectangle of one colour.
        case nearest
        /// Values run straight from one cell's centre to the next.
        case bilinear
    }

    /// The most pixels of a heatmap.
    public static let maximumPixels = 25_000_000

    /// The grid as a PNG with transparency.
    ///
    /// The scale is fixed: 0 is one end of the ramp and 1 the other, whatever values the grid has, so two
    /// heatmaps can be compared. Values beyond are cut off; not-a-number counts as 0. Blocks: about 50 ms a
    /// megapixel.
    ///
    /// - Parameters:
    ///   - grid: the values, laid over the whole picture.
    ///   - colorMap: the ramp.
    ///   - outputSize: sides of the picture, in pixels; meant to be no smaller than the grid.
    ///   - alphaFromValue: whether 0 is transparent and 1 opaque, instead of all opaque.
    ///   - scaling: how cells become pixels.
    ///   - shown: how many columns and rows the picture shows, from the top left; nil for all. The last cells of a grid may
    ///     reach past the image.
    /// - Throws: ``ImagingError`` with reason `outOfRange` for a grid without cells or an output without
    ///   pixels or with more than ``maximumPixels``.
    public static func png(
        grid: DensityGrid,
        colorMap: ColorMap = .blueYellow,
        outputSize: PixelSize,
        alphaFromValue: Bool = true,
        scaling: Scaling = .bilinear,
        shown: (columns: Double, rows: Double)? = nil
    ) throws(ImagingError) -> [UInt8] {
        guard grid.columns > 0, grid.rows > 0, (1...maximumPixels).contains(outputSize.pixelCount) else {
            throw ImagingError(.outOfRange, "A heatmap of these sides cannot be drawn.")
        }
        try ImagingSystem.start()
        let steps = palette(colorMap, alphaFromValue: alphaFromValue)
        let values = grid.values.map { $0.isNaN ? 0 : Float(min(1, max(0, $0))) }
        let shown = shown ?? (Double(grid.columns), Double(grid.rows))
        let across = samples(cells: grid.columns, shown.columns, pixels: outputSize.width, scaling)
        let down = samples(cells: grid.rows, shown.rows, pixels: outputSize.height, scaling)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(outputSize.pixelCount * 4)
        for y in down {
            let line = (0..<grid.columns).map { column in
                mix(
                    values[y.first * grid.columns + column], values[y.second * grid.columns + column], y.share
                )
            }
            for x in across {
                let step = Int(mix(line[x.first], line[x.second], x.share) * Float(levels) + 0.5) * 4
                pixels.append(contentsOf: steps[step..<step + 4])
            }
        }
        return try encode(pixels, outputSize)
    }

    /// Colours are looked up among 1,025, finer than 8 bits can show.
    private static let levels = 1024

    private struct Sample {
        let first: Int
        let second: Int
        let share: Float
    }

    private static func palette(_ colorMap: ColorMap, alphaFromValue: Bool) -> [UInt8] {
        (0...levels).flatMap { level in
            let value = Double(level) / Double(levels)
            let color = colorMap.color(at: value)
            let alpha = alphaFromValue ? UInt8((value * 255).rounded()) : 255
            return [color.red, color.green, color.blue, alpha]
        }
    }

    /// For the centre of each pixel, the two cells it lies between.
    private static func samples(
        cells: Int, _ shown: Double, pixels: Int, _ scaling: Scaling
    ) -> [Sample] {
        (0..<pixels).map { pixel in
            let place = (Double(pixel) + 0.5) * shown / Double(pixels)
            switch scaling {
            case .nearest:
                let cell = min(cells - 1, Int(place))
                return Sample(first: cell, second: cell, share: 0)
            case .bilinear:
                let centred = min(Double(cells - 1), max(0, place - 0.5))
                let cell = Int(centred)
                return Sample(
                    first: cell, second: min(cells - 1, cell + 1), share: Float(centred - Double(cell)))
            }
        }
    }

    private static func mix(_ a: Float, _ b: Float, _ share: Float) -> Float { a + (b - a) * share }

    private static func encode(_ pixels: [UInt8], _ size: PixelSize) throws(ImagingError) -> [UInt8] {
        try VipsHandle.encode(pixels, width: size.width, height: size.height, bands: 4, ".png[compression=6]")
    }
}
