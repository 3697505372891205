import Geometry
import Imaging
import TestSupport
import Testing

@Suite("Reading IIIF requests")
struct IIIFRequestTests {
    private static let picture = PixelSize(width: 1000, height: 800)

    struct Answer: CustomTestStringConvertible {
        let path: String
        let canonical: String
        var testDescription: String { path }

        init(_ path: String, _ canonical: String) {
            self.path = path
            self.canonical = canonical
        }
    }

    struct Refusal: CustomTestStringConvertible {
        let path: String
        let status: Int
        var testDescription: String { path }

        init(_ path: String, _ status: Int) {
            self.path = path
            self.status = status
        }
    }

    @Test(
        "Each legal form means what the specification says",
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
            Answer("%66ull/500%2C/0/default%2Ejpg", "full/500,400/0/default.jpg"),
            Answer("full/%5e500,/0/default.jpg", "full/500,400/0/default.jpg"),
        ]
    )
    func legal(_ answer: Answer) throws {
        let request = try IIIFRequest(path: answer.path.split(separator: "/"))
        let canonical = try request.canonical(for: Self.picture)
        #expect(canonical == answer.canonical)
        let again = try IIIFRequest(path: canonical.split(separator: "/"))
        #expect(try again.canonical(for: Self.picture) == canonical, "the canonical form is its own")
    }

    @Test(
        "Each illegal or unoffered form is refused with its status",
        arguments: [
            Refusal("full/max/0", 404), Refusal("full/max/0/default.jpg/extra", 404), Refusal("", 404),
            Refusal("Full/max/0/default.jpg", 400), Refusal("0,0,5/max/0/default.jpg", 400),
            Refusal("0,0,5,5,5/max/0/default.jpg", 400), Refusal("+1,0,5,5/max/0/default.jpg", 400),
            Refusal("-1,0,5,5/max/0/default.jpg", 400), Refusal("1.5,0,5,5/max/0/default.jpg", 400),
            Refusal("01,0,5,5/max/0/default.jpg", 400), Refusal("0, 0,5,5/max/0/default.jpg", 400),
            Refusal("0,0,0,5/max/0/default.jpg", 400), Refusal("0,0,5,0/max/0/default.jpg", 400),
            Refusal("1000,0,1,1/max/0/default.jpg", 400), Refusal("0,800,1,1/max/0/default.jpg", 400),
            Refusal("0,0,9999999999,1/max/0/default.jpg", 400),
            Refusal("9223372036854775808,0,1,1/max/0/default.jpg", 400),
            Refusal("pct:-1,0,1,1/max/0/default.jpg", 400), Refusal("pct:1e1,0,1,1/max/0/default.jpg", 400),
            Refusal("pct:nan,0,1,1/max/0/default.jpg", 400), Refusal("pct:0x1,0,1,1/max/0/default.jpg", 400),
            Refusal("pct:1.2.3,0,1,1/max/0/default.jpg", 400), Refusal("pct:.,0,1,1/max/0/default.jpg", 400),
            Refusal("pct:0,0,0.01,50/max/0/default.jpg", 400),
            Refusal("pct:100,0,1,1/max/0/default.jpg", 400),
            Refusal("full/full/0/default.jpg", 400), Refusal("full/Max/0/default.jpg", 400),
            Refusal("full/0,/0/default.jpg", 400), Refusal("full/,0/0/default.jpg", 400),
            Refusal("full/,/0/default.jpg", 400), Refusal("full/5/0/default.jpg", 400),
            Refusal("full/1001,/0/default.jpg", 400), Refusal("full/,801/0/default.jpg", 400),
            Refusal("full/10,801/0/default.jpg", 400), Refusal("full/pct:101/0/default.jpg", 400),
            Refusal("full/pct:0/0/default.jpg", 400), Refusal("full/pct:0.01/0/default.jpg", 400),
            Refusal("full/!0,5/0/default.jpg", 400), Refusal("full/!5/0/default.jpg", 400),
            Refusal("full/!5,/0/default.jpg", 400), Refusal("full/^^5,/0/default.jpg", 400),
            Refusal("full/,^240/0/default.jpg", 400), Refusal("full/!^5,5/0/default.jpg", 400),
            Refusal("full/^1001,/0/default.jpg", 501), Refusal("full/^pct:101/0/default.jpg", 501),
            Refusal("full/^!2000,3000/0/default.jpg", 501), Refusal("10,10,50,50/^max/0/default.jpg", 501),
            Refusal("full/max/90/default.jpg", 501), Refusal("full/max/!0/default.jpg", 501),
            Refusal("full/max/22.5/default.jpg", 501), Refusal("full/max/361/default.jpg", 400),
            Refusal("full/max/-90/default.jpg", 400), Refusal("full/max/1e2/default.jpg", 400),
            Refusal("full/max/!/default.jpg", 400), Refusal("full/max/left/default.jpg", 400),
            Refusal("full/max/0/gray.jpg", 501), Refusal("full/max/0/bitonal.jpg", 501),
            Refusal("full/max/0/default.png", 501), Refusal("full/max/0/default.webp", 501),
            Refusal("full/max/0/Default.jpg", 400), Refusal("full/max/0/default.JPG", 400),
            Refusal("full/max/0/native.jpg", 400), Refusal("full/max/0/default", 400),
            Refusal("full/max/0/default.jpg.jpg", 400), Refusal("full/max/0/default.bmp", 400),
            Refusal("full/wrong/90/default.jpg", 400), Refusal("full/max/90/wrong.jpg", 400),
            Refusal("%zz/max/0/default.jpg", 400), Refusal("full%/max/0/default.jpg", 400),
            Refusal("full%2/max/0/default.jpg", 400), Refusal("%ff/max/0/default.jpg", 400),
            Refusal("full%2500/max/0/default.jpg", 400), Refusal("٣,0,5,5/max/0/default.jpg", 400),
        ]
    )
    func refused(_ refusal: Refusal) {
        let error = #expect(throws: IIIFError.self) {
            try IIIFRequest(path: refusal.path.split(separator: "/")).resolved(for: Self.picture)
        }
        #expect(error?.status == refusal.status)
        #expect(error?.message.isEmpty == false)
    }

    @Test("Limits shrink max and confined sizes, and refuse exact ones beyond them")
    func limits() throws {
        let limits = IIIFLimits(maxWidth: 500, maxHeight: 200)
        func canonical(_ size: String) throws -> String {
            try IIIFRequest(region: "full", size: size, rotation: "0", qualityFormat: "default.jpg")
                .canonical(for: Self.picture, limits: limits)
        }
        func output(_ size: String) throws -> PixelSize {
            try IIIFRequest(region: "full", size: size, rotation: "0", qualityFormat: "default.jpg")
                .resolved(for: Self.picture, limits: limits).output
        }
        #expect(try output("max") == PixelSize(width: 250, height: 200))
        #expect(try output("!800,800") == PixelSize(width: 250, height: 200))
        #expect(try canonical("250,200") == "full/max/0/default.jpg")
        #expect(throws: IIIFError.self) { try output("501,") }
        #expect(throws: IIIFError.self) { try output(",201") }
        #expect(throws: IIIFError.self) { try output("pct:100") }
    }

    @Test("Random text is refused or read, and never crashes", arguments: 0..<500 as Range<UInt64>)
    func randomText(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let words = [
            "full", "square", "max", "pct:", "^", "!", ",", "0", "9", "99999999", ".", "-", "e", "%", "%2c",
            "é",
        ]
        let path = (0..<4).map { part in
            if part == 2 { return "0" }
            if part == 3 { return "default.jpg" }
            return (0..<Int.random(in: 1...8, using: &random))
                .map { _ in words.randomElement(using: &random) ?? "" }.joined()
        }
        do {
            let resolved = try IIIFRequest(path: path).resolved(for: Self.picture)
            #expect(resolved.output.pixelCount > 0)
            #expect(resolved.region.x + resolved.region.width <= Self.picture.width)
            #expect(resolved.region.y + resolved.region.height <= Self.picture.height)
        } catch {
            #expect([400, 501].contains(error.status))
        }
    }
}
