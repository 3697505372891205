import Geometry
import Imaging
import Testing

@Suite("Answering IIIF requests")
struct TileRendererTests {
    private static func renderer(_ width: Int, _ height: Int) throws -> (TileRenderer, Workbench) {
        let bench = try Workbench()
        return (
            TileRenderer(pack: try bench.pack(TestPicture.gradient(width, height).encoded(".png"))), bench
        )
    }

    private static func request(_ path: String) throws -> IIIFRequest {
        try IIIFRequest(path: path.split(separator: "/"))
    }

    @Test("Every tile the information document implies is answered with the pack's own bytes")
    func passthrough() throws {
        let (renderer, bench) = try Self.renderer(1300, 900)
        defer { withExtendedLifetime(bench) {} }
        let grid = renderer.pack.grid
        for level in 0...grid.maxLevel {
            for row in 0..<grid.rows(level: level) {
                for column in 0..<grid.columns(level: level) {
                    let region = try #require(grid.region(level: level, column: column, row: row))
                    let size = try #require(grid.outputSize(level: level, column: column, row: row))
                    let bytes = try #require(try renderer.pack.tile(level: level, column: column, row: row))
                    let place = "\(region.x),\(region.y),\(region.width),\(region.height)"
                    let clipped = try Self.request("\(place)/\(size.width),\(size.height)/0/default.jpg")
                    #expect(try renderer.jpeg(clipped) == bytes)
                    let step = grid.tileSize * grid.scale(level: level)
                    let whole =
                        "\(region.x),\(region.y),\(step),\(step)/\(size.width),\(size.height)/0/default.jpg"
                    #expect(try renderer.jpeg(Self.request(whole)) == bytes)
                }
            }
        }
    }

    @Test(
        "Any other region and size shows the right part of the picture",
        arguments: [
            "101,57,300,200/150,100/0/default.jpg", "10,20,600,700/max/0/default.jpg",
            "500,500,30,30/max/0/default.jpg", "1299,899,1,1/max/0/default.jpg", "full/300,/0/default.jpg",
            "full/,77/0/default.jpg", "full/max/0/default.jpg", "full/130,90/0/default.jpg",
            "511,511,2,2/max/0/default.jpg", "3,5,1290,890/640,441/0/default.jpg",
            "full/700,30/0/default.jpg",
            "pct:33,33,33,33/!100,100/0/default.jpg", "0,0,1300,3/200,1/0/default.jpg",
            "square/450,/0/default.jpg",
        ]
    )
    func arbitrary(_ path: String) throws {
        let (renderer, bench) = try Self.renderer(1300, 900)
        defer { withExtendedLifetime(bench) {} }
        let resolved = try Self.request(path).resolved(for: renderer.pack.size)
        let answer = try DecodedPicture(renderer.jpeg(Self.request(path)))
        #expect(answer.size == resolved.output)
        let (region, output) = (resolved.region, resolved.output)
        for share in [0.0, 0.3, 0.5, 0.99] {
            let x = Int(Double(output.width) * share)
            let y = Int(Double(output.height) * share)
            let sourceX = Double(region.x) + (Double(x) + 0.5) * Double(region.width) / Double(output.width)
            let sourceY = Double(region.y) + (Double(y) + 0.5) * Double(region.height) / Double(output.height)
            let expected = [Int(sourceX * 255 / 1300), Int(sourceY * 255 / 900), 100]
            #expect(
                answer.isClose(x, y, to: expected, within: 5),
                "\(answer.pixel(x, y)) for \(expected) at \(x),\(y)")
        }
    }

    @Test("An edge stays where it is when the picture is shrunk")
    func edgeStays() throws {
        let bench = try Workbench()
        let picture = TestPicture(1200, 600) { x, _ in x < 601 ? [20, 20, 20] : [230, 230, 230] }
        let renderer = TileRenderer(pack: try bench.pack(picture.encoded(".png")))
        for width in [1000, 700, 450, 333, 200] {
            let answer = try DecodedPicture(renderer.jpeg(Self.request("full/\(width),/0/default.jpg")))
            let row = (0..<width).map { answer.pixel($0, answer.height / 2)[0] }
            let edge =
                Double(row.count { $0 < 60 }) + Double(row.first { $0 >= 60 }.map { 230 - $0 } ?? 0) / 210
            #expect(abs(edge - 601 * Double(width) / 1200) < 0.6, "at width \(width) the edge is at \(edge)")
        }
    }

    @Test("A picture beyond the limits is answered as large as allowed")
    func limited() throws {
        let bench = try Workbench()
        let pack = try bench.pack(TestPicture.gradient(1300, 900).encoded(".png"))
        let renderer = TileRenderer(pack: pack, limits: IIIFLimits(maxWidth: 650, maxHeight: 650))
        let answer = try DecodedPicture(renderer.jpeg(Self.request("full/max/0/default.jpg")))
        #expect(answer.size == PixelSize(width: 650, height: 450))
        #expect(throws: IIIFError.self) { try renderer.jpeg(Self.request("full/651,/0/default.jpg")) }
    }

    @Test("The same request gives the same bytes, also from many threads")
    func concurrent() async throws {
        let (renderer, bench) = try Self.renderer(900, 700)
        defer { withExtendedLifetime(bench) {} }
        let request = try Self.request("33,44,600,500/400,/0/default.jpg")
        let expected = try renderer.jpeg(request)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 { group.addTask { try renderer.jpeg(request) == expected } }
            for try await same in group { #expect(same) }
        }
    }
}
