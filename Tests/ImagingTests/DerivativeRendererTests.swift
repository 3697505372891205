import CVips
import Geometry
import Imaging
import TestSupport
import Testing

@Suite("Making pictures from tiles")
struct DerivativeRendererTests {
    /// A renderer over a gradient, which tells the place of a pixel by its colour.
    private struct Desk {
        let bench: Workbench
        let renderer: DerivativeRenderer

        init(_ picture: TestPicture) throws {
            bench = try Workbench()
            renderer = DerivativeRenderer(pack: try bench.pack(picture.encoded(".png")))
        }

        func resolved(_ path: String) throws -> ResolvedRequest {
            try IIIFRequestTests.request(path).resolved(for: renderer.pack.size)
        }

        func picture(_ path: String) throws -> DecodedPicture {
            try DecodedPicture(renderer.file(resolved(path)))
        }
    }

    @Test(
        "Any region and size shows the right part of the picture",
        arguments: [
            "101,57,300,200/150,100/0/default.jpg", "10,20,600,700/max/0/default.jpg",
            "500,500,30,30/max/0/default.jpg", "1299,899,1,1/max/0/default.jpg", "full/300,/0/default.jpg",
            "full/,77/0/default.jpg", "full/max/0/default.jpg", "full/130,90/0/default.jpg",
            "511,511,2,2/max/0/default.jpg", "3,5,1290,890/640,441/0/default.jpg",
            "full/700,30/0/default.jpg", "pct:33,33,33,33/!100,100/0/default.jpg",
            "0,0,1300,3/200,1/0/default.jpg", "square/450,/0/default.jpg",
            "101,57,300,200/^600,400/0/default.jpg", "500,400,40,40/^977,31/0/default.jpg",
            "full/^1900,/0/default.jpg", "1290,890,10,10/^max/0/default.jpg",
            "101,57,300,200/150,100/0/default.png", "500,500,30,30/max/0/default.webp",
            "500,500,300,300/77,/0/default.tif",
        ]
    )
    func arbitrary(_ path: String) throws {
        let desk = try Desk(.gradient(1300, 900))
        let resolved = try desk.resolved(path)
        let answer = try desk.picture(path)
        #expect(answer.size == resolved.output)
        let (region, output) = (resolved.region, resolved.output)
        for share in [0.0, 0.3, 0.5, 0.99] {
            let x = Int(Double(output.width) * share)
            let y = Int(Double(output.height) * share)
            let sourceX = Double(region.x) + (Double(x) + 0.5) * Double(region.width) / Double(output.width)
            let sourceY = Double(region.y) + (Double(y) + 0.5) * Double(region.height) / Double(output.height)
            let expected = [Int(sourceX * 255 / 1300), Int(sourceY * 255 / 900), 100]
            #expect(
                answer.isClose(x, y, to: expected, within: 6),
                "\(answer.pixel(x, y)) for \(expected) at \(x),\(y)")
        }
    }

    @Test("An unscaled part is, pixel for pixel, what the tiles hold", arguments: 0..<12 as Range<UInt64>)
    func exact(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let desk = try Desk(
            TestPicture(1100, 700) { x, y in
                [UInt16((x * 7 + y * 3) % 256), UInt16((x * y) % 256), UInt16((x ^ y) % 256)]
            })
        let pack = desk.renderer.pack
        let (x, y) = (Int.random(in: 0..<1100, using: &random), Int.random(in: 0..<700, using: &random))
        let (width, height) = (
            Int.random(in: 1...min(600, 1100 - x), using: &random),
            Int.random(in: 1...min(600, 700 - y), using: &random)
        )
        let answer = try desk.picture("\(x),\(y),\(width),\(height)/max/0/default.png")
        #expect(answer.size == PixelSize(width: width, height: height))
        var tiles: [[DecodedPicture]] = []
        for row in 0..<pack.grid.rows(level: pack.grid.maxLevel) {
            tiles.append(
                try (0..<pack.grid.columns(level: pack.grid.maxLevel)).map { column in
                    let bytes = try pack.tile(level: pack.grid.maxLevel, column: column, row: row)
                    return try DecodedPicture(try #require(bytes))
                })
        }
        var different = 0
        for line in 0..<height {
            for column in 0..<width {
                let tile = tiles[(y + line) / 512][(x + column) / 512]
                let there = tile.pixel((x + column) % 512, (y + line) % 512)
                if answer.pixel(column, line) != there { different += 1 }
            }
        }
        #expect(different == 0, "of \(width) × \(height) at \(x),\(y)")
    }

    @Test("An edge stays where it is when the picture is shrunk or enlarged")
    func edgeStays() throws {
        let desk = try Desk(TestPicture(1200, 600) { x, _ in x < 601 ? [20, 20, 20] : [230, 230, 230] })
        for width in [1000, 700, 450, 333, 200, 1500, 2400, 3001] {
            let answer = try desk.picture("full/^\(width),/0/default.png")
            let row = (0..<width).map { Double(answer.pixel($0, answer.height / 2)[0]) }
            // Each pixel is as bright as the share of it that lies right of the edge.
            let edge = Double(width) - row.reduce(0) { $0 + ($1 - 20) / 210 }
            #expect(abs(edge - 601 * Double(width) / 1200) < 0.8, "at width \(width) the edge is at \(edge)")
        }
    }

    @Test(
        "Mirroring comes before turning, and quarter turns are exact",
        arguments: [
            ("0", [0, 1, 2, 3]), ("90", [2, 0, 3, 1]), ("180", [3, 2, 1, 0]), ("270", [1, 3, 0, 2]),
            ("!0", [1, 0, 3, 2]), ("!90", [3, 1, 2, 0]), ("!180", [2, 3, 0, 1]), ("!270", [0, 2, 1, 3]),
        ])
    func turns(rotation: String, quarters: [Int]) throws {
        let colors: [[UInt16]] = [[200, 30, 30], [30, 200, 30], [30, 30, 200], [200, 200, 30]]
        let desk = try Desk(TestPicture(64, 48) { x, y in colors[(x < 32 ? 0 : 1) + (y < 24 ? 0 : 2)] })
        let answer = try desk.picture("full/max/\(rotation)/default.png")
        let isTurned = rotation.hasSuffix("90") || rotation.hasSuffix("270")
        #expect(
            answer.size == (isTurned ? PixelSize(width: 48, height: 64) : PixelSize(width: 64, height: 48)))
        for (place, quarter) in quarters.enumerated() {
            let x = answer.width * (place % 2 == 0 ? 1 : 3) / 4
            let y = answer.height * (place < 2 ? 1 : 3) / 4
            #expect(answer.isClose(x, y, to: colors[quarter].map(Int.init)), "\(rotation), quarter \(place)")
        }
    }

    @Test(
        "Any other angle widens the picture and leaves its corners transparent, or white where that cannot be"
    )
    func angles() throws {
        let desk = try Desk(TestPicture(200, 100) { _, _ in [40, 90, 140] })
        for (angle, width, height) in [(30.0, 223, 187), (45, 212, 212), (120, 187, 223), (300.5, 188, 223)] {
            for format in ["png", "webp", "tif", "gif"] {
                let answer = try desk.picture("full/max/\(angle)/default.\(format)")
                #expect(
                    abs(answer.width - width) <= 1 && abs(answer.height - height) <= 1,
                    "\(angle) \(answer.size)")
                #expect(answer.bands == 4)
                #expect(answer.pixel(1, 1)[3] == 0)
                #expect(
                    answer.isClose(answer.width / 2, answer.height / 2, to: [40, 90, 140, 255], within: 9))
            }
            let opaque = try desk.picture("full/max/\(angle)/default.jpg")
            #expect(opaque.isClose(1, 1, to: [255, 255, 255]))
            #expect(opaque.isClose(opaque.width / 2, opaque.height / 2, to: [40, 90, 140]))
        }
        // Clockwise: what is at the top goes to the right.
        let top = try Desk(TestPicture(200, 200) { _, y in y < 100 ? [250, 0, 0] : [0, 0, 250] })
        let turned = try top.picture("full/max/89/default.png")
        #expect(turned.pixel(turned.width * 3 / 4, turned.height / 2)[0] > 240)
    }

    @Test(
        "Grey has one band; black and white has nothing between",
        arguments: ["jpg", "png", "webp", "tif", "gif"])
    func qualities(format: String) throws {
        let desk = try Desk(
            TestPicture(120, 80) { x, _ in x < 60 ? [250, 200, 60] : [60, 40, 90] })
        let grey = try desk.picture("full/max/0/gray.\(format)")
        for x in [20, 100] {
            let pixel = grey.pixel(x, 40)
            let color = pixel.prefix(grey.bands > 2 ? 3 : 1)
            #expect(color.allSatisfy { abs($0 - pixel[0]) <= 2 }, "\(pixel)")
        }
        let twoTone = try desk.picture("full/max/0/bitonal.\(format)")
        #expect(twoTone.pixel(20, 40)[0] > 250)
        #expect(twoTone.pixel(100, 40)[0] < 5)
        if format == "png" {
            #expect(grey.bands == 1 && twoTone.bands == 1)
            #expect(Set(twoTone.samples).isSubset(of: [0, 255]))
            let turned = try desk.picture("full/max/30/bitonal.png")
            #expect(turned.bands == 2)
            #expect(turned.pixel(0, 0)[1] == 0)
        }
    }

    @Test(
        "Every format begins as its kind of file does",
        arguments: [
            ("jpg", [0xFF, 0xD8, 0xFF]), ("png", [0x89, 0x50, 0x4E]), ("webp", [0x52, 0x49, 0x46]),
            ("gif", [0x47, 0x49, 0x46]), ("tif", [0x49, 0x49, 0x2A]),
        ] as [(String, [UInt8])])
    func formats(format: String, start: [UInt8]) throws {
        let desk = try Desk(.gradient(600, 400))
        let bytes = try desk.renderer.file(desk.resolved("13,17,300,200/max/0/default.\(format)"))
        #expect(bytes.starts(with: start))
        #expect(IIIFFormat(rawValue: format)?.mediaType.hasPrefix("image/") == true)
    }

    @Test(
        "Strips and single pixels are pictures like any other",
        arguments: [(1, 1), (1, 30_000), (30_000, 1), (3, 700), (513, 2)])
    func extremes(width: Int, height: Int) throws {
        let desk = try Desk(.gradient(width, height))
        for path in [
            "full/max/0/default.png", "full/max/90/gray.jpg", "square/max/0/default.jpg",
            "full/1,1/0/default.jpg",
            "full/^!40,40/0/default.png", "pct:0,0,100,100/!9,9/45/default.png",
        ] {
            let resolved = try desk.resolved(path)
            let answer = try desk.picture(path)
            if resolved.rotation.millidegrees == 0 { #expect(answer.size == resolved.output) }
        }
    }

    @Test("The same request gives the same bytes, also from many threads")
    func concurrent() async throws {
        let desk = try Desk(.gradient(900, 700))
        let renderer = desk.renderer
        for path in ["33,44,600,500/400,/0/default.jpg", "33,44,600,500/400,/12/gray.png"] {
            let request = try desk.resolved(path)
            let expected = try renderer.file(request)
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<16 { group.addTask { try renderer.file(request) == expected } }
                for try await same in group { #expect(same) }
            }
        }
    }

    @Test("Work that nobody waits for is broken off, before and while it computes")
    func cancellation() async throws {
        let desk = try Desk(.gradient(2000, 2000))
        let renderer = desk.renderer
        let early = RenderCancellation()
        early.cancel()
        let request = try desk.resolved("full/^5000,/33/default.png")
        #expect(ImagingError.thrown { _ = try renderer.file(request, cancellation: early) } == .cancelled)
        let cancellation = RenderCancellation()
        let work = Task.detached { Result { try renderer.file(request, cancellation: cancellation) } }
        try await Task.sleep(for: .milliseconds(150))
        cancellation.cancel()
        let result = await work.value
        #expect(throws: ImagingError.cancelled) { try result.get() }
    }

    @Test("A damaged tile is an error, never a picture")
    func damage() throws {
        let bench = try Workbench()
        let pack = try bench.pack(TestPicture.gradient(600, 400).encoded(".png"))
        let tile = try #require(try pack.tile(level: pack.grid.maxLevel, column: 0, row: 0))
        var bytes = try bench.bytes("pack.zip")
        let place = try #require(bytes.firstRange(of: tile))
        let middle = place.lowerBound + place.count / 2
        for at in middle..<middle + 40 { bytes[at] = 0xFF }
        let renderer = DerivativeRenderer(pack: try TilePack(path: try bench.file("damaged.zip", bytes)))
        let request = try IIIFRequestTests.request("3,3,500,380/max/0/default.jpg").resolved(for: pack.size)
        #expect(ImagingError.thrown { _ = try renderer.file(request) }?.reason == .corruptPack)
    }

    @Test("A request that was resolved for another picture is refused")
    func otherPicture() throws {
        let desk = try Desk(.gradient(60, 40))
        let other = try IIIFRequestTests.request("full/max/0/default.png").resolved(
            for: PixelSize(width: 61, height: 40))
        #expect(ImagingError.thrown { _ = try desk.renderer.file(other) }?.reason == .outOfRange)
    }
}
