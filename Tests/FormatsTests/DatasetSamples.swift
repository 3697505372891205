import Formats
import Geometry
import Labeling

/// Documents and bytes that several suites need.
enum DatasetSamples {
    static let hole = Polygon(rings: [
        [.init(x: 10, y: 10), .init(x: 90.5, y: 12.25), .init(x: 80, y: 90), .init(x: 15, y: 85)],
        [.init(x: 30, y: 30), .init(x: 30, y: 60), .init(x: 60, y: 60), .init(x: 60, y: 30)],
    ])

    /// Everything COCO can hold, and names that need care.
    static let full = DatasetDocument(
        info: DatasetInfo(
            description: "Всё \"quoted\"\n", version: "1", contributor: "c", url: "u", dateCreated: "d"),
        images: [
            DatasetImage(
                number: 7,
                fileName: "a/b \\ é 日本.jpg",
                size: PixelSize(width: 200, height: 100),
                status: .labelled
            ),
            DatasetImage(
                number: 8, key: "eight", fileName: "8.jpg", size: PixelSize(width: 50, height: 60),
                status: .labelledEmpty),
            DatasetImage(number: 9, status: .unlabelled),
            DatasetImage(number: 10, size: PixelSize(width: 1, height: 1), status: .skipped),
        ],
        classes: [
            DatasetClass(number: 3, name: "<b>cat</b>", supercategory: "animal", color: "#ff0010"),
            DatasetClass(number: 1, name: "dog"),
        ],
        annotators: [DatasetAnnotator(number: 2, name: "anna"), DatasetAnnotator(number: 1, name: "bo")],
        assignments: [
            DatasetAssignment(imageNumber: 7, annotatorNumber: 2),
            DatasetAssignment(imageNumber: 7, annotatorNumber: 1),
            DatasetAssignment(imageNumber: 8, annotatorNumber: 1),
        ],
        annotations: [
            DatasetAnnotation(
                number: 12,
                imageNumber: 7,
                classNumber: 3,
                shape: .box(Box(x: 1.25, y: 2, width: 30, height: 40.5)),
                flags: [.occluded, .unsure],
                attributes: ["colour": .text("\"red\""), "doors": .number(4.5), "moving": .flag(false)],
                extremePoints: [
                    ImagePoint(x: 3.25, y: 2), ImagePoint(x: 1.25, y: 7), ImagePoint(x: 9, y: 42.5),
                    ImagePoint(x: 31.25, y: 30),
                ],
                origin: SuggestionOrigin(source: "previous", state: .accepted),
                annotatorNumber: 2,
                layer: .annotator
            ),
            DatasetAnnotation(
                number: 5,
                imageNumber: 7,
                classNumber: 1,
                shape: .polygon(hole),
                annotatorNumber: 1
            ),
            DatasetAnnotation(
                number: 6,
                key: "bo:6",
                imageNumber: 7,
                classNumber: 1,
                shape: .polygon(Polygon(hole.exterior)),
                flags: [.crowd, .truncated]
            ),
            DatasetAnnotation(
                number: 20,
                imageNumber: 7,
                classNumber: 3,
                shape: .polygon(Polygon(Box(x: -5, y: 3, width: 10, height: 20).corners)),
                score: 0.123457,
                layer: .consensus,
                provenance: ConsensusProvenance(
                    existence: 0.999999,
                    classPosterior: [
                        .init(classNumber: 3, probability: 0.75), .init(classNumber: 1, probability: 0.25),
                    ],
                    edgeDeviation: .init(left: 0, top: 1.5, right: 2.25, bottom: 0.01),
                    votes: [.number(12), .key("bo:6")]
                )
            ),
            DatasetAnnotation(
                number: 21,
                imageNumber: 7,
                classNumber: 3,
                shape: .box(Box(x: 150, y: 50, width: 80, height: 80)),
                score: 1,
                layer: .prediction,
                provenance: ConsensusProvenance(existence: nil)
            ),
        ]
    )

    /// A document as it is after its annotations, which exports must not depend on, were made by a seed.
    static func random(seed: UInt64) -> DatasetDocument {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        func coordinate(_ bound: Int) -> Double { Double(next(bound * 100)) / 100 }
        var document = DatasetDocument()
        for number in 1...5 {
            document.images.append(DatasetImage(number: number, size: PixelSize(width: 300, height: 200)))
        }
        document.classes = [DatasetClass(number: 1, name: "a"), DatasetClass(number: 2, name: "b")]
        for number in 1...40 {
            let (x, y) = (coordinate(250), coordinate(150))
            let (w, h) = (coordinate(40) + 1, coordinate(40) + 1)
            let shape: Shape =
                switch next(3) {
                case 0: .box(Box(x: x, y: y, width: w, height: h))
                case 1:
                    .polygon(Polygon([.init(x: x, y: y), .init(x: x + w, y: y + 1), .init(x: x, y: y + h)]))
                default:
                    .polygon(
                        Polygon(rings: [
                            Box(x: x, y: y, width: w + 9, height: h + 9).corners,
                            Box(x: x + 3, y: y + 3, width: 4, height: 4).corners.reversed(),
                        ])
                    )
                }
            document.annotations.append(
                DatasetAnnotation(
                    number: number, imageNumber: next(5) + 1, classNumber: next(2) + 1, shape: shape)
            )
        }
        return document
    }

    static func written(_ document: DatasetDocument, summary: MergeSummary? = nil) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try COCOExporter.write(document, summary: summary) { bytes += $0 }
        return bytes
    }

    /// A COCO file with one image of 100×80, one class, and these annotations.
    static func coco(_ annotations: String, extra: String = "") -> [UInt8] {
        Array(
            """
            {"images": [{"id": 1, "file_name": "a.jpg", "width": 100, "height": 80}],
             "categories": [{"id": 1, "name": "cat"}], \(extra)
             "annotations": [\(annotations)]}
            """.utf8
        )
    }

    /// An annotation of that file with these keys.
    static func row(_ keys: String, id: String = "1") -> String {
        #"{"id": \#(id), "image_id": 1, "category_id": 1, \#(keys)}"#
    }
}
