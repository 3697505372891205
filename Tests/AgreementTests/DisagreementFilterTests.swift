import Agreement
import Geometry
import Labeling
import Testing

@Suite("Disagreement by label, annotator and weighting")
struct DisagreementFilterTests {
    /// Three people: all draw the cat on the left, Cid calls it a dog; only Ann draws the car on the right.
    private func scene() throws -> (answers: ImageAnswers, consensus: ImageConsensus) {
        var drawing = Drawing()
        for (person, label) in [("ann", "cat"), ("ben", "cat"), ("cid", "dog")] {
            drawing.box(person, 100, 100, 200, 200, label: label)
        }
        drawing.box("ann", 600, 600, 200, 200, label: "car")
        let answers = drawing.answers(["ann", "ben", "cid"])
        return (answers, try consensus(answers))
    }

    private func at(_ grid: DensityGrid, _ map: DisagreementMap, _ x: Int, _ y: Int) -> Double {
        grid[x / map.cell, y / map.cell]
    }

    @Test("by label only objects count that are of it or were taken for it")
    func label() throws {
        let (answers, all) = try scene()
        for (label, left, right) in [("cat", true, false), ("dog", true, false), ("car", false, true)] {
            let map = DisagreementMap(answers: answers, consensus: all.about(LabelClassID(label)))
            #expect((at(map.class, map, 200, 200) > 0) == left, "\(label)")
            #expect((at(map.presence, map, 700, 700) > 0) == right, "\(label)")
        }
        #expect(all.about(LabelClassID("bird")).objects.isEmpty)
    }

    @Test("one person's map shows the share of the others they differ from")
    func annotator() throws {
        let (answers, consensus) = try scene()
        func map(_ person: String) -> DisagreementMap {
            DisagreementMap(of: AccountID(person), answers: answers, consensus: consensus)
        }
        let (ann, ben, cid) = (map("ann"), map("ben"), map("cid"))
        #expect(at(ann.presence, ann, 700, 700) == 1, "nobody else drew it")
        #expect(at(ben.presence, ben, 700, 700) == 0.5, "one of the two others did")
        #expect(at(cid.class, cid, 200, 200) == 1 && at(ann.class, ann, 200, 200) == 0.5)
        #expect([ann, ben, cid].allSatisfy { $0.boundary.maximum < 1e-9 }, "all drew the same box")
        #expect(ann.index > 0 && map("nobody").total.maximum == 0)
    }

    @Test("one person's boundary is where their shape leaves that of the others")
    func strayed() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 400, 400)
        drawing.box("ben", 100, 100, 400, 400)
        drawing.box("cid", 100, 100, 500, 400)
        let answers = drawing.answers(["ann", "ben", "cid"])
        let found = try consensus(answers)
        let cid = DisagreementMap(of: AccountID("cid"), answers: answers, consensus: found)
        let ann = DisagreementMap(of: AccountID("ann"), answers: answers, consensus: found)
        #expect(at(cid.boundary, cid, 550, 300) == 1 && at(ann.boundary, ann, 550, 300) == 0.5)
        #expect(at(cid.boundary, cid, 300, 300) == 0)
    }

    @Test("weighed by probability, what hardly exists has little of an edge, and every value stays 0…1")
    func probability() throws {
        var drawing = Drawing()
        for (person, x) in [("ann", 100.0), ("ben", 130)] { drawing.box(person, x, 100, 300, 300) }
        let answers = drawing.answers(["ann", "ben", "cid", "dan", "eve"])
        let found = try consensus(answers)
        let votes = DisagreementMap(answers: answers, consensus: found)
        let weighed = DisagreementMap(answers: answers, consensus: found, weighting: .probability)
        // By quorum the object exists with the share of its votes, two in five.
        #expect(abs(weighed.boundary.maximum - 0.4 * votes.boundary.maximum) < 1e-9)
        #expect(abs(weighed.presence.maximum - votes.presence.maximum) < 1e-9)
        for grid in [weighed.total, weighed.presence, weighed.boundary, weighed.class] {
            #expect(grid.values.allSatisfy { (0...1).contains($0) })
        }
    }
}
