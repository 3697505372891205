import Geometry
import Imaging
import Testing

@Suite("Drawing heatmaps")
struct HeatmapRendererTests {
    private static func grid(_ rows: [[Double]]) -> DensityGrid {
        var grid = DensityGrid(columns: rows.first?.count ?? 0, rows: rows.count)
        grid.values = rows.flatMap { $0 }
        return grid
    }

    @Test("Cells have the colour of their value, and its transparency")
    func colors() throws {
        let grid = Self.grid([[0, 0.25], [0.5, 1]])
        let size = PixelSize(width: 40, height: 20)
        let picture = try DecodedPicture(
            HeatmapRenderer.png(grid: grid, outputSize: size, alphaFromValue: true, scaling: .nearest)
        )
        #expect(picture.size == size)
        #expect(picture.bands == 4)
        for (x, y, value) in [(5, 5, 0.0), (19, 9, 0.0), (20, 0, 0.25), (0, 10, 0.5), (39, 19, 1.0)] {
            let color = ColorMap.blueYellow.color(at: value)
            let expected = [Int(color.red), Int(color.green), Int(color.blue), Int((value * 255).rounded())]
            #expect(picture.isClose(x, y, to: expected, within: 1), "value \(value)")
        }
    }

    @Test("The scale is fixed: the largest value of a faint grid is not made bright")
    func fixedScale() throws {
        let size = PixelSize(width: 8, height: 8)
        let picture = try DecodedPicture(
            HeatmapRenderer.png(grid: Self.grid([[0.1]]), outputSize: size, alphaFromValue: false)
        )
        let color = ColorMap.blueYellow.color(at: 0.1)
        #expect(
            picture.isClose(4, 4, to: [Int(color.red), Int(color.green), Int(color.blue), 255], within: 1))
    }

    @Test("Between the centres of two cells values run straight")
    func bilinear() throws {
        let size = PixelSize(width: 101, height: 1)
        let picture = try DecodedPicture(HeatmapRenderer.png(grid: Self.grid([[0, 1]]), outputSize: size))
        let alpha = (0..<101).map { picture.pixel($0, 0)[3] }
        #expect(alpha == alpha.sorted())
        #expect(alpha[10] == 0)
        #expect(abs(alpha[50] - 128) <= 2)
        #expect(alpha[90] == 255)
    }

    @Test("Of a grid that reaches past the image only the image's part is drawn")
    func shown() throws {
        let size = PixelSize(width: 30, height: 10)
        let grid = Self.grid([[0, 1]])
        let picture = try DecodedPicture(
            HeatmapRenderer.png(grid: grid, outputSize: size, scaling: .nearest, shown: (1.5, 1)))
        #expect((0..<30).map { picture.pixel($0, 5)[3] } == (0..<30).map { $0 < 20 ? 0 : 255 })
    }

    @Test("Values beyond 0…1 and not-a-number are drawn as the nearest end, and as 0")
    func odd() throws {
        let size = PixelSize(width: 4, height: 1)
        let grid = Self.grid([[-3, 7, .nan, .infinity]])
        let picture = try DecodedPicture(HeatmapRenderer.png(grid: grid, outputSize: size, scaling: .nearest))
        #expect((0..<4).map { picture.pixel($0, 0)[3] } == [0, 255, 0, 255])
    }

    @Test("A heatmap without cells or without pixels is refused, and one too large")
    func refused() {
        let one = Self.grid([[1]])
        let cases = [
            (DensityGrid(columns: 0, rows: 3), PixelSize(width: 4, height: 4)),
            (one, PixelSize(width: 0, height: 4)),
            (one, PixelSize(width: -4, height: -4)),
            (one, PixelSize(width: 100_000, height: 100_000)),
        ]
        for (grid, size) in cases {
            let error = ImagingError.thrown { _ = try HeatmapRenderer.png(grid: grid, outputSize: size) }
            #expect(error?.reason == .outOfRange)
        }
    }

    @Test("The ramp grows lighter all the way, and its stops are its own colours")
    func ramp() {
        let map = ColorMap.blueYellow
        func lightness(_ color: RGB) -> Double {
            0.2126 * Double(color.red) + 0.7152 * Double(color.green) + 0.0722 * Double(color.blue)
        }
        let steps = (0...200).map { lightness(map.color(at: Double($0) / 200)) }
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 })
        for stop in map.stops { #expect(map.color(at: stop.position) == stop.color) }
        #expect(map.color(at: 0).hex == "#132162")
        #expect(map.stops.first?.position == 0 && map.stops.last?.position == 1)
    }
}
