import Geometry
import Imaging
import TestSupport
import Testing

@Suite("Reading IIIF requests")
struct IIIFRequestTests {
    static let picture = PixelSize(width: 1000, height: 800)

    struct Answer: CustomTestStringConvertible {
        let path: String
        let canonical: String
        var testDescription: String { path }

        init(_ path: String, _ canonical: String) {
            self.path = path
            self.canonical = canonical
        }
    }

    static func request(_ path: String, _ rules: IIIFRules = IIIFRules()) throws -> IIIFRequest {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        try #require(parts.count == 4)
        return try IIIFRequest(
            region: parts[0], size: parts[1], rotation: parts[2], qualityFormat: parts[3], rules: rules)
    }

    private func check(_ answer: Answer, _ rules: IIIFRules) throws {
        let resolved = try Self.request(answer.path, rules).resolved(for: Self.picture)
        let canonical = resolved.canonical(rules)
        #expect(canonical == answer.canonical)
        let again = try Self.request(canonical, rules).resolved(for: Self.picture)
        #expect(again == resolved, "the canonical form means the same")
        #expect(again.canonical(rules) == canonical, "the canonical form is its own")
    }

    @Test(
        "Each legal form of 3.0 means what the specification says",
        arguments: [
            Answer("full/max/0/default.jpg", "full/max/0/default.jpg"),
            Answer("0,0,1000,800/1000,800/0/color.jpg", "full/max/0/default.jpg"),
            Answer("square/max/0/default.jpg", "100,0,800,800/max/0/default.jpg"),
            Answer("900,700,200,200/max/0/default.jpg", "900,700,100,100/max/0/default.jpg"),
            Answer("pct:10,10,50,50/max/0/default.jpg", "100,80,500,400/max/0/default.jpg"),
            Answer("pct:0.05,.0625,50.,50/max/0/default.jpg", "1,1,500,400/max/0/default.jpg"),
            Answer("full/500,/0/default.jpg", "full/500,400/0/default.jpg"),
            Answer("full/,400/0/default.jpg", "full/500,400/0/default.jpg"),
            Answer("full/^500,/0/default.jpg", "full/500,400/0/default.jpg"),
            Answer("full/333,/0/default.jpg", "full/333,266/0/default.jpg"),
            Answer("full/pct:25/0/default.jpg", "full/250,200/0/default.jpg"),
            Answer("full/^pct:25/0/default.jpg", "full/250,200/0/default.jpg"),
            Answer("full/10,700/0/default.jpg", "full/10,700/0/default.jpg"),
            Answer("full/!500,500/0/default.jpg", "full/500,400/0/default.jpg"),
            Answer("full/!500,100/0/default.jpg", "full/125,100/0/default.jpg"),
            Answer("full/!2000,3000/0/default.jpg", "full/max/0/default.jpg"),
            Answer("full/^!500,500/0/default.jpg", "full/500,400/0/default.jpg"),
            Answer("0,0,1000,1/10,/0/default.jpg", "0,0,1000,1/10,1/0/default.jpg"),
            Answer("full/max/360/default.jpg", "full/max/0/default.jpg"),
            Answer("full/max/0.0/default.jpg", "full/max/0/default.jpg"),
            // Enlarging.
            Answer("full/^1001,/0/default.jpg", "full/^1001,801/0/default.jpg"),
            Answer("full/^,1600/0/default.jpg", "full/^2000,1600/0/default.jpg"),
            Answer("full/^pct:150/0/default.jpg", "full/^1500,1200/0/default.jpg"),
            Answer("full/^1200,400/0/default.jpg", "full/^1200,400/0/default.jpg"),
            Answer("full/^!2000,3000/0/default.jpg", "full/^2000,1600/0/default.jpg"),
            Answer("10,10,50,50/^max/0/default.jpg", "10,10,50,50/^max/0/default.jpg"),
            Answer("10,10,50,50/^5000,5000/0/default.jpg", "10,10,50,50/^max/0/default.jpg"),
            Answer("full/^!9000,9000/0/default.jpg", "full/^max/0/default.jpg"),
            // Turning, mirroring, colours and formats.
            Answer("full/max/90/default.jpg", "full/max/90/default.jpg"),
            Answer("full/max/!0/default.jpg", "full/max/!0/default.jpg"),
            Answer("full/max/!360/default.jpg", "full/max/!0/default.jpg"),
            Answer("full/max/22.50/default.png", "full/max/22.5/default.png"),
            Answer("full/max/!.25/default.png", "full/max/!0.25/default.png"),
            Answer("full/max/180./gray.webp", "full/max/180/gray.webp"),
            Answer("full/max/0.05/bitonal.tif", "full/max/0.05/bitonal.tif"),
            Answer("full/max/0/color.gif", "full/max/0/default.gif"),
            // Percent-encoding.
            Answer("%66ull/500%2C/0/default%2Ejpg", "full/500,400/0/default.jpg"),
            Answer("full/%5e500,/0/default.jpg", "full/500,400/0/default.jpg"),
            Answer("full/max/%2190/default.jpg", "full/max/!90/default.jpg"),
        ]
    )
    func legal(_ answer: Answer) throws {
        try check(answer, IIIFRules())
    }

    @Test(
        "Each legal form of 2.1 means what the specification says",
        arguments: [
            Answer("full/full/0/default.jpg", "full/full/0/default.jpg"),
            Answer("full/max/0/default.jpg", "full/full/0/default.jpg"),
            Answer("0,0,1000,800/1000,800/0/color.jpg", "full/full/0/default.jpg"),
            Answer("full/500,/0/default.jpg", "full/500,/0/default.jpg"),
            Answer("full/500,400/0/default.jpg", "full/500,/0/default.jpg"),
            Answer("full/500,401/0/default.jpg", "full/500,401/0/default.jpg"),
            Answer("full/,400/0/default.jpg", "full/500,/0/default.jpg"),
            Answer("full/pct:25/0/default.jpg", "full/250,/0/default.jpg"),
            Answer("full/!500,500/0/default.jpg", "full/500,/0/default.jpg"),
            Answer("full/1001,/0/default.jpg", "full/1001,/0/default.jpg"),
            Answer("full/pct:200/0/default.jpg", "full/2000,/0/default.jpg"),
            Answer("full/!2000,2000/0/default.jpg", "full/2000,/0/default.jpg"),
            Answer("square/full/!90/bitonal.png", "100,0,800,800/full/!90/bitonal.png"),
        ]
    )
    func legalInTwo(_ answer: Answer) throws {
        try check(answer, IIIFRules(version: .two))
    }

    @Test(
        "Each illegal form of 3.0 is refused",
        arguments: [
            "Full/max/0/default.jpg", "0,0,5/max/0/default.jpg", "0,0,5,5,5/max/0/default.jpg",
            "+1,0,5,5/max/0/default.jpg", "-1,0,5,5/max/0/default.jpg", "1.5,0,5,5/max/0/default.jpg",
            "01,0,5,5/max/0/default.jpg", "0, 0,5,5/max/0/default.jpg", "0,0,0,5/max/0/default.jpg",
            "0,0,5,0/max/0/default.jpg", "1000,0,1,1/max/0/default.jpg", "0,800,1,1/max/0/default.jpg",
            "0,0,9999999999,1/max/0/default.jpg", "9223372036854775808,0,1,1/max/0/default.jpg",
            "pct:-1,0,1,1/max/0/default.jpg", "pct:1e1,0,1,1/max/0/default.jpg",
            "pct:nan,0,1,1/max/0/default.jpg", "pct:0x1,0,1,1/max/0/default.jpg",
            "pct:1.2.3,0,1,1/max/0/default.jpg", "pct:.,0,1,1/max/0/default.jpg",
            "pct:0,0,0.01,50/max/0/default.jpg", "pct:100,0,1,1/max/0/default.jpg", "/max/0/default.jpg",
            "full/full/0/default.jpg", "full/Max/0/default.jpg", "full/0,/0/default.jpg",
            "full/,0/0/default.jpg", "full/,/0/default.jpg", "full/5/0/default.jpg", "full//0/default.jpg",
            "full/1001,/0/default.jpg", "full/,801/0/default.jpg", "full/10,801/0/default.jpg",
            "full/pct:101/0/default.jpg", "full/pct:100.04/0/default.jpg", "full/pct:0/0/default.jpg",
            "full/pct:0.01/0/default.jpg", "full/^pct:0/0/default.jpg", "full/!0,5/0/default.jpg",
            "full/!5/0/default.jpg", "full/!5,/0/default.jpg", "full/^^5,/0/default.jpg",
            "full/,^240/0/default.jpg", "full/!^5,5/0/default.jpg", "full/^5001,/0/default.jpg",
            "full/^5000,5001/0/default.jpg", "full/^999999999,1/0/default.jpg",
            "full/^pct:999999999/0/default.jpg", "full/max/361/default.jpg", "full/max/360.1/default.jpg",
            "full/max/-90/default.jpg", "full/max/+90/default.jpg", "full/max/1e2/default.jpg",
            "full/max/!/default.jpg", "full/max//default.jpg", "full/max/!!0/default.jpg",
            "full/max/left/default.jpg", "full/max/0/Default.jpg", "full/max/0/default.JPG",
            "full/max/0/native.jpg", "full/max/0/default", "full/max/0/", "full/max/0/.jpg",
            "full/max/0/default.", "full/max/0/default.jpg.jpg", "full/max/0/default.bmp",
            "full/max/0/default.jp2", "full/max/0/default.pdf", "full/wrong/90/default.jpg",
            "full/max/90/wrong.jpg", "%zz/max/0/default.jpg", "full%/max/0/default.jpg",
            "full%2/max/0/default.jpg", "%ff/max/0/default.jpg", "full%2500/max/0/default.jpg",
            "٣,0,5,5/max/0/default.jpg", "<>[]/max/0/default.jpg", "full/max/0/`{}|\\^.jpg",
        ]
    )
    func refused(_ path: String) {
        let error = #expect(throws: IIIFError.self) { try Self.request(path).resolved(for: Self.picture) }
        #expect(error?.status == 400)
        #expect(error?.message.isEmpty == false)
    }

    @Test(
        "What 3.0 brought is refused in 2.1, and so is what is larger than the limits",
        arguments: [
            "full/^max/0/default.jpg", "full/^500,/0/default.jpg", "full/^pct:50/0/default.jpg",
            "full/5001,/0/default.jpg", "full/Full/0/default.jpg", "full/0,/0/default.jpg",
        ])
    func refusedInTwo(_ path: String) {
        let error = #expect(throws: IIIFError.self) {
            try Self.request(path, IIIFRules(version: .two)).resolved(for: Self.picture)
        }
        #expect(error?.status == 400)
    }

    @Test(
        "A box larger than the picture means the picture, or a refusal where the validator is to be pleased")
    func confinedSize() throws {
        let pleasing = IIIFRules(confinedSize: .validator)
        for size in ["!2000,3000", "!1001,2000", "!1000,801"] {
            let path = "full/\(size)/0/default.jpg"
            #expect(try Self.request(path).resolved(for: Self.picture).output == Self.picture)
            guard size != "!1000,801" else { continue }
            let error = #expect(throws: IIIFError.self) {
                try Self.request(path, pleasing).resolved(for: Self.picture)
            }
            #expect(error?.status == 400)
        }
        for size in ["!1000,800", "!1000,801", "!999,2000", "^!2000,2000"] {
            _ = try Self.request("full/\(size)/0/default.jpg", pleasing).resolved(for: Self.picture)
        }
    }

    @Test("Limits shrink max and confined sizes, and refuse exact ones beyond them")
    func limits() throws {
        let rules = IIIFRules(limits: IIIFLimits(maxWidth: 500, maxHeight: 200))
        func resolved(_ size: String, _ version: IIIFVersion = .three) throws -> ResolvedRequest {
            var rules = rules
            rules.version = version
            return try Self.request("full/\(size)/0/default.jpg", rules).resolved(for: Self.picture)
        }
        #expect(try resolved("max").output == PixelSize(width: 250, height: 200))
        #expect(try resolved("^max").output == PixelSize(width: 250, height: 200))
        #expect(try resolved("!800,800").output == PixelSize(width: 250, height: 200))
        #expect(try resolved("max", .two).output == PixelSize(width: 250, height: 200))
        #expect(try resolved("250,200").canonical(rules) == "full/max/0/default.jpg")
        for size in ["501,", ",201", "pct:100", "^501,"] {
            #expect(throws: IIIFError.self) { try resolved(size) }
        }
        #expect(throws: IIIFError.self) { try resolved("full", .two) }
    }

    @Test("Random text is refused or read, and never crashes", arguments: 0..<500 as Range<UInt64>)
    func randomText(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let words = [
            "full", "square", "max", "pct:", "^", "!", ",", "0", "9", "99999999", ".", "-", "e", "%", "%2c",
            "é",
        ]
        let path = (0..<4).map { part -> Substring in
            if part == 3 { return "default.jpg" }
            return Substring(
                (0..<Int.random(in: 1...8, using: &random))
                    .map { _ in words.randomElement(using: &random) ?? "" }.joined())
        }
        for version in IIIFVersion.allCases {
            do {
                let rules = IIIFRules(version: version)
                let resolved = try IIIFRequest(
                    region: path[0], size: path[1], rotation: path[2], qualityFormat: path[3], rules: rules
                ).resolved(for: Self.picture)
                #expect(resolved.output.pixelCount > 0)
                #expect(rules.limits.allow(resolved.output))
                #expect(resolved.region.x + resolved.region.width <= Self.picture.width)
                #expect(resolved.region.y + resolved.region.height <= Self.picture.height)
                #expect((0..<360_000).contains(resolved.rotation.millidegrees))
            } catch {
                #expect(error.status == 400)
            }
        }
    }
}
