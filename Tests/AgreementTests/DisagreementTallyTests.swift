import Agreement
import Geometry
import Labeling
import Testing

@Suite("Disagreement of a data set")
struct DisagreementTallyTests {
    private let cat = LabelClassID("cat")
    private let dog = LabelClassID("dog")
    private let car = LabelClassID("car")

    /// Ann and Ben: a cat on the upper left that Ben calls a dog, and a car on the lower right that only Ann draws.
    private func summary(side: Int = 960, people: [String] = ["ann", "ben"]) throws -> DisagreementSummary {
        var drawing = Drawing()
        let unit = Double(side) / 32
        drawing.box("ann", 0, 0, 4 * unit, 4 * unit, label: "cat")
        if people.contains("ben") { drawing.box("ben", 0, 0, 4 * unit, 4 * unit, label: "dog") }
        drawing.box("ann", 24 * unit, 24 * unit, 2 * unit, 2 * unit, label: "car")
        let answers = drawing.answers(people, side: side)
        return DisagreementSummary(answers: answers, consensus: try consensus(answers))
    }

    @Test("means over the frame, by layer and label, over the images that two people answered")
    func frame() throws {
        var tally = DisagreementTally()
        for summary in [try summary(), try summary(side: 1920), try summary(people: ["ann"])] {
            tally.add(summary)
        }
        #expect(tally.images == 2)
        let (name, presence) = (tally.grid(of: .class), tally.grid(of: .presence))
        #expect(name[1, 1] == 1 && name[24, 24] == 0)
        #expect(presence[24, 24] == 1 && presence[1, 1] == 0 && presence[20, 20] == 0)
        #expect(tally.grid(of: .total).values.count { $0 > 0 } == 16 + 4)
        #expect(tally.grid(of: .presence, label: car).maximum == 1)
        #expect(tally.grid(of: .class, label: car).maximum == 0)
        #expect(tally.grid(of: .total, label: LabelClassID("bird")).maximum == 0)
        tally.add(DisagreementSummary(annotators: 2, frames: [], objects: [], pairs: []))
        #expect(abs(tally.grid(of: .class)[1, 1] - 2.0 / 3) < 1e-12, "an image without disagreement counts")
    }

    @Test("objects by size and class, votes by class, people in pairs")
    func tables() throws {
        var tally = DisagreementTally()
        tally.add(try summary())
        tally.add(try summary())
        // A side of 120 pixels lies from 64 to 128, one of 60 from 32 to 64.
        let big = try #require(tally.sizes.first { $0.key.bin == 4 })
        let small = try #require(tally.sizes.first { $0.key.bin == 3 })
        #expect(tally.sizes.count == 2 && big.value.count == 2 && small.value.count == 2)
        #expect(big.value.mean(.class) == 1 && big.value.mean(.presence) == 0 && big.value.mean(.total) == 1)
        #expect(small.key.labelID == car && small.value.mean(.presence) == 1)
        #expect(tally.classes == [DisagreementTally.ClassPair(dog, cat): 2])
        let pair = try #require(
            tally.people[AnnotatorPair(AccountID("ben"), AccountID("ann"))])
        #expect((pair.images, pair.matched, pair.alone, pair.renamed) == (2, 2, 2, 2))
        #expect(abs(pair.disagreement - 1.0 / 3) < 1e-9, "twice one pair over three shapes")
    }

    @Test("the order of the images does not matter")
    func order() throws {
        let summaries = [try summary(), try summary(side: 640), try summary(side: 320)]
        var (forth, back) = (DisagreementTally(), DisagreementTally())
        for summary in summaries { forth.add(summary) }
        for summary in summaries.reversed() { back.add(summary) }
        #expect(forth.grid(of: .total) == back.grid(of: .total) && forth.classes == back.classes)
        #expect(forth.sizes == back.sizes && forth.people == back.people)
    }

    @Test("an image's share of each part, with the place to look at")
    func shares() throws {
        let (summary, size) = (try summary(), PixelSize(width: 960, height: 960))
        func share(
            _ part: DisagreementSelection.Part, _ layer: DisagreementLayer = .total,
            label: LabelClassID? = nil
        ) -> DisagreementSelection.Share? {
            DisagreementSelection(part, layer: layer, label: label).share(of: summary, size: size)
        }
        let cell = share(.cell(column: 1, row: 1))
        #expect(cell?.value == 1 && cell?.box == Box(x: 30, y: 30, width: 30, height: 30))
        #expect(share(.cell(column: 10, row: 10)) == nil)
        #expect(share(.cell(column: 1, row: 1), .presence) == nil)
        #expect(share(.cell(column: 24, row: 24), label: car)?.value == 1)
        #expect(share(.size(4))?.box == Box(x: 0, y: 0, width: 120, height: 120))
        #expect(share(.size(4), .presence) == nil && share(.size(0)) == nil)
        #expect(share(.all)?.value == 2 && share(.all, label: car)?.value == 1)
        #expect(share(.classes(DisagreementTally.ClassPair(cat, dog)))?.value == 1)
        #expect(share(.classes(DisagreementTally.ClassPair(cat, cat))) == nil)
        let people = share(.people(AnnotatorPair(AccountID("ben"), AccountID("ann"))))
        #expect(people.map { abs($0.value - 1.0 / 3) < 1e-9 && $0.box == nil } == true)
    }
}
