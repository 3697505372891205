import Geometry
import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("What was looked at")
struct ScreeningTests {
    @Test("an area covers its image exactly, or says what is wrong")
    func faults() {
        let size = PixelSize(width: 100, height: 64)
        #expect(ScreenedArea(cell: 32, counts: [8]).fault(on: size) == nil)
        #expect(ScreenedArea(cell: 32, counts: [0, 8]).fault(on: size) == nil)
        let wrong = [
            ScreenedArea(cell: 0, counts: [8]), ScreenedArea(cell: -32, counts: [8]),
            ScreenedArea(cell: 32, counts: []), ScreenedArea(cell: 32, counts: [7]),
            ScreenedArea(cell: 32, counts: [9]), ScreenedArea(cell: 32, counts: [4, 0, 4]),
            ScreenedArea(cell: 32, counts: [-1, 9]), ScreenedArea(cell: 32, counts: [.max, .max]),
            ScreenedArea(cell: 32, counts: Array(repeating: 1, count: 10)),
        ]
        for area in wrong { #expect(area.fault(on: size) != nil, "\(area)") }
        let large = PixelSize(width: 100_000, height: 10)
        #expect(ScreenedArea(cell: 10, counts: [10_000]).fault(on: large)?.contains("1024") == true)
    }

    @Test("the part of a box that was seen is that of the cells which it touches")
    func shares() {
        // Four columns, two rows; seen are the last two of the first row and the first of the second.
        let size = PixelSize(width: 100, height: 64)
        let area = ScreenedArea(cell: 32, counts: [2, 3, 3])
        #expect(area.fault(on: size) == nil)
        #expect(area.share == 3.0 / 8)
        func share(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Double {
            area.share(of: Box(x: x, y: y, width: width, height: height), on: size)
        }
        #expect(share(0, 0, 100, 64) == 3.0 / 8)
        #expect(share(70, 4, 10, 10) == 1)
        #expect(share(4, 4, 10, 10) == 0)
        #expect(share(40, 4, 40, 10) == 0.5)
        #expect(share(4, 20, 10, 30) == 0.5)
        #expect(share(200, 200, 10, 10) == 0)
    }

    @Test(
        "it is kept with the answer, shown to those who review, and refused where it does not fit the image")
    func kept() async throws {
        let bench = try Bench()
        let rolf = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(replication: 3, by: rolf)
        let id = project.project.id
        let (cat, dog) = (project.labels[0].id, project.labels[1].id)
        let images = try await bench.place(images: ["a.png"], in: id)
        let size = images[0].size
        let all = ScreenedArea(cell: size.longestSide, counts: [0, 1])
        let nothing = ScreenedArea(cell: size.longestSide, counts: [1])
        for (name, area, annotations) in [
            ("Ada", all, [.box(1, cat), .box(2, dog, x: 36)]), ("Ben", nothing, [.box(3, cat)]),
            ("Cem", nil, [.box(4, cat)]),
        ] as [(String, ScreenedArea?, [Annotation])] {
            let person = try await bench.member(name, of: id)
            let item = try #require(try await bench.next(in: id, for: person))
            let refused = try await refusal {
                try await bench.submit(
                    annotations, to: item, screened: ScreenedArea(cell: 1, counts: [3]), by: person)
            }
            #expect(refused?.field == "screened")
            try await bench.submit(annotations, to: item, screened: area, by: person)
        }
        let review = try await ReviewImage(bench.environment)(images[0].id, in: id, by: rolf)
        var seen: [String: ScreenedArea?] = [:]
        for case .submission(_, let name, let screened) in review.layers.map(\.content) {
            seen[name] = .some(screened)
        }
        #expect(seen == ["Ada": all, "Ben": nothing, "Cem": nil])

        let queue = ReviewConflicts(bench.environment)
        let conflicts = try await queue.list(in: id, query: ConflictQuery(), by: rolf).page.items
        let conflict = try #require(conflicts.first { $0.row.conflict.labelID == dog })
        let detail = try await queue(conflict.row.conflict.id, in: id, names: true, by: rolf)
        let screened = Dictionary(uniqueKeysWithValues: detail.answers.map { ($0.name, $0.screened) })
        #expect(screened == ["Ada": 1, "Ben": 0, "Cem": nil])
    }
}
