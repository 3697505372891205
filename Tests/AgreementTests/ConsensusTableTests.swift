import Agreement
import Geometry
import Labeling
import Testing

@Suite("Consensus of small scenes")
struct ConsensusTableTests {
    private let three = ["ann", "ben", "cem"]

    @Test("One object called cat, cat and dog is one cat with a class posterior")
    func classDisagreement() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 80, 60)
        drawing.box("ben", 102, 99, 80, 60)
        drawing.box("cem", 99, 101, 80, 60, label: "dog")
        let result = try consensus(drawing.answers(three))
        let object = try #require(result.objects.first)
        #expect(result.objects.count == 1)
        #expect(object.accepted && object.existence == 1)
        #expect(object.labelID == LabelClassID("cat"))
        #expect(object.classPosterior.map(\.labelID.rawValue) == ["cat", "dog"])
        #expect(abs(object.classPosterior[0].probability - 2.0 / 3) < 1e-12)
        #expect(result.conflicts.map(\.kind) == [.class])
        #expect(result.conflicts[0].detail == "The 3 people who drew this chose different classes, 2 to 1.")
        #expect(object.id == "v00001")
    }

    @Test("What most of the drawers say about an object is said of it, with shares", arguments: methods)
    func flags(method: String) throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 80, 60, flags: [.occluded, .unsure])
        drawing.box("ben", 101, 100, 80, 60, flags: .occluded)
        drawing.box("cem", 99, 101, 80, 60)
        for person in three { drawing.box(person, 500, 500, 80, 60) }
        let objects = try consensus(drawing.answers(three), method: method).objects
        let said = try #require(objects.first { $0.shape.bounds.x < 300 })
        #expect(said.flags == [.occluded])
        #expect(said.flagShares.map(\.flag) == ["occluded", "unsure"])
        #expect(abs(said.flagShares[0].share - 2.0 / 3) < 0.05)
        let plain = try #require(objects.first { $0.shape.bounds.x > 300 })
        #expect(plain.flags.isEmpty && plain.flagShares.isEmpty)
    }

    @Test("Equal class votes go to the lower identifier")
    func classTie() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 80, 60, label: "dog")
        drawing.box("ben", 100, 100, 80, 60, label: "cat")
        #expect(try consensus(drawing.answers(["ann", "ben"])).objects[0].labelID == LabelClassID("cat"))
    }

    @Test("One against three is missed by one; one alone is extra")
    func oneAgainstThree() throws {
        var drawing = Drawing()
        for person in ["ann", "ben", "cem"] { drawing.box(person, 10, 10, 40, 40) }
        drawing.box("dot", 500, 500, 40, 40)
        let result = try consensus(drawing.answers(three + ["dot"]))
        #expect(result.objects.map(\.accepted) == [true, false])
        #expect(result.objects.map(\.existence) == [0.75, 0.25])
        #expect(result.conflicts.map(\.kind) == [.missing, .extra])
        #expect(result.conflicts[0].detail == "3 of 4 people drew this; 1 did not.")
        #expect(result.conflicts[1].detail == "1 of 4 people drew this; at least 2 would have to.")
        #expect(result.objects[1].meanIoU == nil && result.objects[1].edgeSpread == nil)
    }

    @Test("A chain of overlaps does not become one object", arguments: methods)
    func chain(method: String) throws {
        let names = (0..<7).map { "p\($0)" }
        var drawing = Drawing()
        for (step, name) in names.enumerated() { drawing.box(name, 100 + 40 * Double(step), 100, 100, 50) }
        let objects = try consensus(drawing.answers(names), method: method).objects
        #expect(objects.count > 1)
        for object in objects {
            let spread = (object.votes.compactMap { vote in names.firstIndex(of: vote.annotator.rawValue) })
            #expect((spread.max() ?? 0) - (spread.min() ?? 0) <= 3, "boxes that do not touch stay apart")
        }
    }

    @Test("Neighbours of the same people stay apart, whatever they overlap", arguments: methods)
    func cannotLink(method: String) throws {
        var drawing = Drawing()
        for person in three {
            drawing.box(person, 100, 100, 60, 100, label: "person")
            drawing.box(person, 100, 130, 60, 100, label: "bike")
        }
        let objects = try consensus(drawing.answers(three), method: method).objects
        #expect(objects.count == 2)
        #expect(Set(objects.map(\.labelID.rawValue)) == ["bike", "person"])
        #expect(objects.allSatisfy { $0.classPosterior.count == 1 && $0.votes.count == 3 })
    }

    @Test("The same class is preferred where places are nearly equal")
    func samePartner() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 100, 100, label: "person")
        drawing.box("ann", 100, 110, 100, 100, label: "bike")
        drawing.box("ben", 100, 103, 100, 100, label: "bike")
        let objects = try consensus(drawing.answers(["ann", "ben"]), quorum: 1).objects
        let both = try #require(objects.first { $0.votes.count == 2 })
        #expect(both.classPosterior.map(\.labelID.rawValue) == ["bike"])
    }

    @Test("Drawing one object three times is one vote, and reported")
    func duplicates() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 100, 100)
        drawing.box("ann", 103, 100, 100, 100)
        drawing.box("ann", 100, 103, 100, 100)
        drawing.box("ben", 101, 101, 100, 100)
        let result = try consensus(drawing.answers(three), quorum: 1)
        #expect(result.objects.count == 1)
        #expect(abs(result.objects[0].existence - 2.0 / 3) < 1e-12)
        #expect(result.duplicates.map(\.annotator) == [AccountID("ann")])
        #expect(result.duplicates.flatMap { [$0.kept] + $0.others }.count == 3)
        #expect(result.pairs[0].matched == 1 && result.pairs[0].onlyA == 0)
    }

    @Test("Three times the same shape from one person is as good as one", arguments: methods)
    func threefold(method: String) throws {
        var (once, thrice) = (Drawing(), Drawing())
        for person in three { once.box(person, 100, 100, 100, 100) }
        once.box("dot", 600, 600, 50, 50)
        thrice = once
        for _ in 0..<2 { thrice.box("dot", 600, 600, 50, 50) }
        let people = three + ["dot"]
        let (single, triple) = (
            try consensus(once.answers(people), method: method),
            try consensus(thrice.answers(people), method: method)
        )
        #expect(single.objects == triple.objects && triple.duplicates.count == 1)
    }

    @Test("The same place under two classes by one person is no duplicate")
    func twoClasses() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 100, 100, label: "cat")
        drawing.box("ann", 100, 100, 100, 100, label: "dog")
        let result = try consensus(drawing.answers(["ann"]))
        #expect(result.objects.count == 2 && result.duplicates.isEmpty)
    }

    @Test("A stray edge counts for little")
    func robustness() throws {
        var drawing = Drawing()
        for person in ["ann", "ben", "cem", "dot"] { drawing.box(person, 100, 100, 100, 100) }
        drawing.box("eve", 100, 100, 150, 100)
        let people = ["ann", "ben", "cem", "dot", "eve"]
        let box = try consensus(drawing.answers(people)).objects[0].shape.bounds
        #expect(box.maxX > 200 && box.maxX < 205, "the plain mean would be 210")
        #expect(box.x == 100 && box.y == 100 && box.maxY == 200)
    }

    @Test("Two boxes give their mean, with the spread of each edge")
    func twoBoxes() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 100, 100)
        drawing.box("ben", 104, 100, 100, 110)
        let object = try consensus(drawing.answers(["ann", "ben"])).objects[0]
        #expect(object.shape == .box(Box(x: 102, y: 100, width: 100, height: 105)))
        let spread = try #require(object.edgeSpread)
        for (value, variance) in zip(spread, [8.0, 0, 8, 50]) {
            #expect(abs(value * value - variance) < 1e-9)
        }
    }

    @Test("A vote far from the others is a conflict of place")
    func place() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 100, 100)
        drawing.box("ben", 100, 100, 100, 100)
        drawing.box("cem", 100, 100, 100, 55)
        let result = try consensus(drawing.answers(three))
        #expect(result.objects.count == 1)
        #expect(result.conflicts.map(\.kind) == [.place])
        #expect(result.conflicts[0].detail.contains("0.75 is expected"))
    }

    @Test("Nobody, one person, and people who drew nothing")
    func few() throws {
        let nobody = try consensus(Drawing().answers([]))
        #expect(nobody.agreement == nil && nobody.agreementReason == "Nobody has answered yet.")
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 100, 100)
        let one = try consensus(drawing.answers(["ann"]))
        #expect(one.objects.map(\.accepted) == [true])
        #expect(one.agreement == nil && one.agreementReason == "Only one person has answered.")
        let empty = try consensus(Drawing().answers(three))
        #expect(empty.objects.isEmpty && empty.agreement == 1 && empty.pairs.count == 3)
    }

    @Test("Shapes that cannot be used are left out and named", arguments: methods)
    func unusable(method: String) throws {
        var drawing = Drawing()
        drawing.box("ann", .nan, 0, 10, 10)
        let broken = [(0.0, 0.0), (9, 0), (.nan, 5), (0, 9)].map { ImagePoint(x: $0.0, y: $0.1) }
        drawing.shape("ann", .polygon(Polygon(broken)))
        drawing.box("ann", 0, 0, .infinity, 10)
        drawing.box("ann", 0, 0, 0, 10)
        drawing.box("ann", 20, 20, -5, 10)
        drawing.box("ann", 2000, 0, 10, 10)
        drawing.box("ben", 990, 10, 100, 100)
        let answers = drawing.answers(["ann"])
        #expect(answers.unusable.map(\.rawValue) == (1...6).map { "v0000\($0)" })
        #expect(answers.annotators == [AccountID("ann"), AccountID("ben")])
        let objects = try consensus(answers, method: method).objects
        #expect(
            objects.map(\.shape) == [.box(Box(x: 990, y: 10, width: 10, height: 100))], "cut to the image")
    }

    @Test("Absurdly large and small shapes on an image of unknown size do no harm", arguments: methods)
    func extremes(method: String) throws {
        var drawing = Drawing()
        for person in ["ann", "ben"] {
            drawing.box(person, 1e100, 1e40, 1e100, 1e40)
            drawing.box(person, -1e90, -5, 1e90, 1)
            drawing.box(person, 5, 5, 1e-200, 1)
            for size in [1e-150, 1e-9, 1e150] {
                let corners = Box(x: size, y: size, width: size, height: size).corners
                drawing.shape(person, .polygon(Polygon(corners)))
                drawing.shape(person, .polygon(Polygon(corners.map { ImagePoint(x: $0.x, y: $0.y * 1.1) })))
            }
        }
        let answers = ImageAnswers(
            image: ImageID("i"), size: PixelSize(width: 0, height: 0), annotators: [], votes: drawing.votes)
        let result = try consensus(answers, method: method)
        #expect(DisagreementMap.index(answers: answers, consensus: result).isFinite)
        #expect(result.objects.allSatisfy { $0.score.isFinite })
    }

    @Test("Files that use the same identifiers still give objects of different names", arguments: methods)
    func sameIdentifiers(method: String) throws {
        let votes = ["ann", "ben"].enumerated().map { place, person in
            Vote(
                annotation: Annotation(
                    id: AnnotationID("1"), labelID: LabelClassID("cat"),
                    shape: .box(Box(x: 300 * Double(place), y: 0, width: 50, height: 50))),
                annotator: AccountID(person))
        }
        let answers = ImageAnswers(
            image: ImageID("i"), size: PixelSize(width: 1000, height: 1000), annotators: [], votes: votes)
        #expect(try consensus(answers, method: method).objects.map(\.id) == ["1", "1.2"])
    }

    @Test("Strange settings are brought into range", arguments: [Double.nan, -1, 0, 2, .infinity], methods)
    func settings(value: Double, method: String) throws {
        let image = Crowd(seed: 3, images: 1).images[0]
        let result = try consensus(image, iou: value, quorum: value, method: method)
        #expect(!result.objects.isEmpty)
        #expect(result.accepted.count > 0)
    }

    @Test("Hundreds of people and thousands of boxes on one image", arguments: methods)
    func large(method: String) throws {
        var dice = Dice(1)
        var drawing = Drawing()
        let names = (0..<60).map { "p\(100 + $0)" }
        for object in 0..<40 {
            let (x, y) = (dice.uniform(0...900), dice.uniform(0...900))
            for name in names where dice.uniform(0...1) < 0.8 {
                drawing.box(name, x + dice.normal(1), y + dice.normal(1), 40 + Double(object % 20), 45)
            }
        }
        let result = try consensus(drawing.answers(names), method: method)
        #expect((36...44).contains(result.accepted.count))
        #expect(result.pairs.count == 60 * 59 / 2)
    }
}
