import Geometry
import Labeling
import TestSupport
import Testing

@testable import Agreement

@Suite("Comparing one consensus with another")
struct ConsensusHistoryTests {
    private let cat = LabelClassID("cat")
    private let dog = LabelClassID("dog")

    private func object(
        _ id: String, _ label: LabelClassID, x: Double, y: Double = 10, width: Double = 20,
        existence: Double = 1,
        by members: [Int]
    ) -> ComparedObject {
        ComparedObject(
            id: id, labelID: label, shape: .box(Box(x: x, y: y, width: width, height: 20)),
            existence: existence,
            members: Set(members.map { .client($0) }))
    }

    private func compare(_ before: [ComparedObject], _ after: [ComparedObject]) -> ImageComparison {
        ImageComparison(image: ImageID("image"), before: before, after: after)
    }

    @Test("the same objects in another order are unchanged")
    func same() {
        let objects = [object("a", cat, x: 10, by: [1, 2]), object("b", dog, x: 100, by: [3])]
        let found = compare(objects, objects.reversed())
        #expect(found.changes.isEmpty)
        #expect(found.unchanged == 2)
        #expect(found.amount == 0)
    }

    @Test("added, removed, moved, relabelled and surer objects are told apart, and may be several at once")
    func kinds() throws {
        let before = [
            object("gone", cat, x: 10, by: [1]),
            object("moved", cat, x: 100, by: [2, 3]),
            object("named", cat, x: 200, by: [4, 5]),
            object("surer", cat, x: 300, existence: 0.5, by: [6]),
            object("all", cat, x: 400, existence: 0.9, by: [7, 8]),
            object("still", cat, x: 500, existence: 0.9, by: [9]),
        ]
        let after = [
            object("moved", cat, x: 110, by: [2, 3]),
            object("named", dog, x: 200, by: [4, 5]),
            object("surer", cat, x: 300, existence: 0.51, by: [6]),
            object("all", dog, x: 405, existence: 0.5, by: [7, 8]),
            object("still", cat, x: 500, existence: 0.901, by: [9]),
            object("new", dog, x: 600, by: [10]),
        ]
        let found = compare(before, after)
        #expect(
            found.changes.map(\.kinds) == [
                [.removed], [.moved], [.relabelled], [.confidence], [.relabelled, .moved, .confidence],
                [.added],
            ])
        #expect(found.unchanged == 1)
        // Twenty wide, ten off: a third of what either covers.
        #expect(abs(try #require(found.changes[1].iou) - 1.0 / 3) < 1e-12)
        #expect(abs(found.changes[1].amount - 2.0 / 3) < 1e-12)
        #expect(abs(found.changes[4].amount - (1 + 1 - 15.0 / 25 + 0.4)) < 1e-12)
        #expect(found.changes[0].amount == 1 && found.changes[5].amount == 1)
    }

    @Test(
        "a large object has moved when an edge is more than a pixel off, whatever the IoU",
        arguments: [(1.0, false), (1.5, true)])
    func edges(shift: Double, hasMoved: Bool) {
        let found = compare(
            [object("a", cat, x: 0, width: 4_000, by: [1])],
            [object("a", cat, x: shift, width: 4_000, by: [1])])
        #expect(found.changes.contains { $0.kinds.contains(.moved) } == hasMoved)
    }

    @Test("an object that falls apart keeps the part that shares most with it; the other is new")
    func split() {
        let whole = object("a", cat, x: 10, by: [1, 2, 3])
        let parts = [object("a", cat, x: 60, by: [1]), object("b", cat, x: 10, by: [2, 3])]
        let found = compare([whole], parts)
        #expect(found.changes.map(\.kinds) == [[.added]])
        #expect(found.changes.first?.after?.id == "a")
        #expect(found.unchanged == 1)
    }

    @Test(
        "without a common annotation objects are the same from an IoU of a half on",
        arguments: [(5.0, true), (11.0, false)])
    func byPlace(shift: Double, isSame: Bool) {
        let found = compare([object("a", cat, x: 10, by: [1])], [object("b", cat, x: 10 + shift, by: [2])])
        #expect(found.changes.map(\.kinds) == (isSame ? [[.moved]] : [[.removed], [.added]]))
    }

    @Test("the order of objects changes nothing, in a crowd of hundreds")
    func order() {
        var random = SeededGenerator(seed: 7)
        let before = (0..<400).map { index in
            object(
                "b\(index)", cat, x: Double.random(in: 0..<900, using: &random),
                y: Double.random(in: 0..<900, using: &random), by: [index])
        }
        let after = (0..<400).map { index in
            object(
                "a\(index)", dog, x: Double.random(in: 0..<900, using: &random),
                y: Double.random(in: 0..<900, using: &random), by: [index + (index % 2) * 1_000])
        }
        let straight = compare(before, after)
        let shuffled = compare(before.shuffled(using: &random), after.shuffled(using: &random))
        #expect(Set(straight.changes) == Set(shuffled.changes))
        #expect(straight.unchanged == 0)
        #expect(
            straight.changes.count { $0.before != nil } == 400
                && straight.changes.count { $0.after != nil } == 400)
        #expect(straight.changes.count { $0.before != nil && $0.after != nil } >= 200)
    }

    @Test("sums are made by class, and images put in order by how much changed")
    func project() {
        let still = [object("s", cat, x: 500, by: [50])]
        let comparison = ConsensusComparison(
            [
                ImageTally(
                    image: ImageID("one"), before: [object("a", cat, x: 10, by: [1])],
                    after: [object("a", dog, x: 10, by: [1])]),
                ImageTally(
                    image: ImageID("two"),
                    before: [object("b", cat, x: 10, by: [2]), object("c", dog, x: 90, by: [3])], after: []),
                ImageTally(image: ImageID("three"), before: still, after: still),
            ], same: [dog: 4], sameImages: 2)
        #expect(comparison.compared == 5)
        #expect(comparison.images.map(\.image.rawValue) == ["two", "one"])
        #expect(comparison.total.before == 8 && comparison.total.after == 6)
        #expect(comparison.total.kinds == [.removed: 2, .relabelled: 1])
        #expect(comparison.labels[dog]?.before == 5 && comparison.labels[dog]?.after == 5)
        #expect(comparison.labels[dog]?.kinds == [.removed: 1, .relabelled: 1])
        #expect(comparison.labels[cat]?.kinds == [.removed: 1])
    }
}
