import Formats
import Geometry
import Labeling
import Testing

@Suite("Files of several annotators")
struct DatasetMergerTests {
    private func input(
        _ file: String, images: [DatasetImage], classes: [DatasetClass], boxes: [(image: Int, name: Int)]
    ) -> DatasetMerger.Input {
        var document = DatasetDocument(images: images, classes: classes)
        for (index, box) in boxes.enumerated() {
            document.annotations.append(
                DatasetAnnotation(
                    number: index + 1,
                    imageNumber: box.image,
                    classNumber: box.name,
                    shape: .box(Box(x: Double(index), y: 1, width: 4, height: 4))
                )
            )
        }
        return DatasetMerger.Input(file: file, document: document)
    }

    private var three: [DatasetMerger.Input] {
        [
            input(
                "work/bo.json",
                images: [
                    DatasetImage(number: 1, fileName: "a.jpg"), DatasetImage(number: 2, fileName: "b.jpg"),
                ],
                classes: [DatasetClass(number: 1, name: "cat"), DatasetClass(number: 2, name: "dog")],
                boxes: [(1, 1), (2, 2)]
            ),
            input(
                "anna.v2.json",
                images: [
                    DatasetImage(number: 9, fileName: "b.jpg", size: PixelSize(width: 5, height: 5)),
                    DatasetImage(number: 8, fileName: "a.jpg"),
                ],
                classes: [DatasetClass(number: 7, name: "dog")],
                boxes: [(9, 7)]
            ),
            input("cy.json", images: [DatasetImage(number: 1, fileName: "a.jpg")], classes: [], boxes: []),
        ]
    }

    @Test("images are matched by file name, classes by name, and who drew nothing counts")
    func merged() throws {
        let document = try DatasetMerger.merge(three)
        #expect(document.annotators.map(\.name) == ["anna.v2", "bo", "cy"])
        #expect(document.images.map(\.fileName) == ["a.jpg", "b.jpg"])
        #expect(document.images.map(\.number) == [1, 2])
        #expect(document.images.map(\.size) == [nil, PixelSize(width: 5, height: 5)])
        #expect(document.classes.map(\.name) == ["cat", "dog"])
        #expect(document.assignments.count == 5)
        #expect(document.assignments.contains(DatasetAssignment(imageNumber: 1, annotatorNumber: 3)))
        #expect(document.annotations.map(\.number) == [1, 2, 3])
        #expect(document.annotations.map(\.reference) == [.key("anna.v2:1"), .key("bo:1"), .key("bo:2")])
        #expect(document.annotations.map(\.classNumber) == [2, 1, 2])
        #expect(document.annotations.map(\.imageNumber) == [2, 1, 2])
    }

    @Test("the order of files changes nothing")
    func order() throws {
        let document = try DatasetMerger.merge(three)
        #expect(try DatasetMerger.merge(three.reversed()) == document)
        #expect(try DatasetMerger.merge([three[1], three[0], three[2]]) == document)
        let bytes = try DatasetSamples.written(document)
        #expect(try DatasetSamples.written(DatasetMerger.merge(three.reversed())) == bytes)
        #expect(try COCOImporter().read(bytes, name: "merged.json").annotators == document.annotators)
    }

    @Test("ids that all files agree on are kept")
    func kept() throws {
        let image = DatasetImage(number: 40)
        let item = DatasetClass(number: 6, name: "cat")
        var one = input("a.json", images: [image], classes: [item], boxes: [(40, 6)])
        one.document.annotations[0].number = 100
        let two = input("b.json", images: [image], classes: [item], boxes: [(40, 6)])
        let document = try DatasetMerger.merge([one, two])
        #expect(document.images == [image])
        #expect(document.classes == [item])
        #expect(document.annotations.map(\.reference) == [.number(100), .number(1)])
    }

    @Test("a file that names its annotators is taken as it is, alone")
    func alone() throws {
        let file = DatasetMerger.Input(file: "crowd.json", document: DatasetSamples.full)
        #expect(try DatasetMerger.merge([file]) == DatasetSamples.full)
        let error = try #require(throws: FormatError.self) { try DatasetMerger.merge(three + [file]) }
        #expect(error.file == "crowd.json")
    }

    @Test("contradictions name the file")
    func conflicts() throws {
        func error(_ other: DatasetMerger.Input) throws -> FormatError {
            try #require(throws: FormatError.self) { try DatasetMerger.merge(three + [other]) }
        }
        let size = PixelSize(width: 6, height: 5)
        let sized = try error(
            input(
                "zoe.json", images: [DatasetImage(number: 1, fileName: "b.jpg", size: size)], classes: [],
                boxes: [])
        )
        #expect(sized.file == "zoe.json" && sized.path == "images[0]")
        #expect(sized.reason.contains("6×5 here, 5×5 in anna.v2.json"))
        let twice = try error(
            input(
                "zoe.json",
                images: [],
                classes: [DatasetClass(number: 1, name: "cat"), DatasetClass(number: 2, name: "cat")],
                boxes: []
            )
        )
        #expect(twice.file == "zoe.json" && twice.path == "categories[1].name")
        let image = DatasetImage(number: 1, fileName: "a.jpg")
        var again = image
        again.number = 2
        #expect(
            try error(input("zoe.json", images: [image, again], classes: [], boxes: [])).path == "images[1]")
        #expect(try error(input("x/cy.coco", images: [], classes: [], boxes: [])).reason.contains("cy"))
    }
}
