import Formats
import Geometry
import Labeling
import Testing

@Suite("COCO export")
struct COCOExporterTests {
    @Test("the bytes of a small export")
    func golden() throws {
        let document = DatasetDocument(
            info: DatasetInfo(description: "two"),
            images: [
                DatasetImage(
                    number: 1, fileName: "a.jpg", size: PixelSize(width: 20, height: 10), status: .labelled),
                DatasetImage(
                    number: 2, fileName: "b.jpg", size: PixelSize(width: 20, height: 10),
                    status: .labelledEmpty),
            ],
            classes: [DatasetClass(number: 1, name: "cat", color: "#00ff00")],
            annotators: [DatasetAnnotator(number: 1, name: "anna")],
            assignments: [
                DatasetAssignment(imageNumber: 1, annotatorNumber: 1),
                DatasetAssignment(imageNumber: 2, annotatorNumber: 1),
            ],
            annotations: [
                DatasetAnnotation(
                    number: 1,
                    imageNumber: 1,
                    classNumber: 1,
                    shape: .box(Box(x: 1.004, y: 2, width: 3.129, height: 4)),
                    annotatorNumber: 1,
                    layer: .annotator
                ),
                DatasetAnnotation(
                    number: 2,
                    imageNumber: 1,
                    classNumber: 1,
                    shape: .polygon(Polygon([.init(x: 0, y: 0), .init(x: 5, y: 0), .init(x: 0, y: 5)])),
                    flags: .crowd,
                    annotatorNumber: 1
                ),
            ]
        )
        let expected = """
            {"info":{"description":"two"},
            "licenses":[],
            "images":[
            {"id":1,"file_name":"a.jpg","width":20,"height":10,"boxwood":{"status":"labelled"}},
            {"id":2,"file_name":"b.jpg","width":20,"height":10,"boxwood":{"status":"labelled_empty"}}
            ],
            "categories":[
            {"id":1,"name":"cat","supercategory":"","color":"#00ff00"}
            ],
            "annotators":[
            {"id":1,"name":"anna"}
            ],
            "assignments":[
            [1,1],
            [2,1]
            ],
            "annotations":[
            {"id":1,"image_id":1,"category_id":1,"bbox":[1,2,3.13,4],"area":12.52,"iscrowd":0,\
            "segmentation":[[1,2,4.13,2,4.13,6,1,6]],"annotator_id":1,"boxwood":{"layer":"annotator"}},
            {"id":2,"image_id":1,"category_id":1,"bbox":[0,0,5,5],"area":12.5,"iscrowd":1,\
            "segmentation":[[0,0,5,0,0,5]],"annotator_id":1}
            ]
            }

            """
        #expect(String(decoding: try DatasetSamples.written(document), as: UTF8.self) == expected)
    }

    @Test("a merged file ends with how it was merged, in order of name and number")
    func summary() throws {
        let summary = MergeSummary(
            method: "quorum",
            settings: [
                "quorum": .number(0.5), "iou": .number(1.0 / 3), "seeded": .flag(false), "by": .text("x"),
            ],
            annotators: [
                .init(number: 2, name: "b", images: 1, annotations: 0, skill: ["recall": 0.5, "f1": nil]),
                .init(number: 1, name: "a", images: 2, annotations: 3, skill: [:]),
            ]
        )
        let text = String(
            decoding: try DatasetSamples.written(DatasetDocument(), summary: summary), as: UTF8.self)
        #expect(
            text.hasSuffix(
                """
                "boxwood":{"method":"quorum","settings":{"by":"x","iou":0.333333,"quorum":0.5,"seeded":false},\
                "annotators":[
                {"id":1,"name":"a","images":2,"annotations":3,"skill":{}},
                {"id":2,"name":"b","images":1,"annotations":0,"skill":{"f1":null,"recall":0.5}}
                ]}
                }

                """
            )
        )
    }

    @Test("the same document gives the same bytes, whole or row by row")
    func streamed() throws {
        let document = DatasetSamples.full
        var exporter = COCOExporter(
            info: document.info,
            classes: document.classes,
            annotators: document.annotators
        )
        var bytes = exporter.begin()
        for image in document.images { bytes += exporter.image(image) }
        for assignment in document.assignments { bytes += exporter.assignment(assignment) }
        for annotation in document.annotations { bytes += try exporter.annotation(annotation) }
        bytes += try exporter.end()
        #expect(try bytes == DatasetSamples.written(document))
        #expect(try bytes == DatasetSamples.written(document))
    }

    @Test("a large export comes in pieces")
    func pieces() throws {
        var document = DatasetSamples.random(seed: 3)
        document.annotations = (0..<100).flatMap { round in
            document.annotations.map { annotation in
                var annotation = annotation
                annotation.number += round * 100
                return annotation
            }
        }
        var sizes: [Int] = []
        try COCOFormat().write(document) { sizes.append($0.count) }
        #expect(sizes.count > 3)
        #expect(sizes.allSatisfy { $0 < 1 << 18 })
    }

    @Test(
        "numbers are written without noise",
        arguments: [
            (0.1 + 0.2, "0.3"), (-0.004, "0"), (-0.006, "-0.01"), (1e6, "1000000"), (12.345678, "12.35"),
            (0.05, "0.05"),
        ]
    )
    func numbers(value: Double, text: String) throws {
        let document = DatasetDocument(
            images: [DatasetImage(number: 1)],
            classes: [DatasetClass(number: 1, name: "a")],
            annotations: [
                DatasetAnnotation(
                    number: 1,
                    imageNumber: 1,
                    classNumber: 1,
                    shape: .box(Box(x: value, y: 0, width: 1, height: 1))
                )
            ]
        )
        let written = String(decoding: try DatasetSamples.written(document), as: UTF8.self)
        #expect(written.contains("\"bbox\":[\(text),0,1,1]"))
    }

    @Test("what cannot be written is refused")
    func refusals() {
        let image = DatasetImage(number: 1)
        func reason(_ shape: Shape, image number: Int = 1, score: Double? = nil) -> String? {
            var document = DatasetDocument(images: [image], classes: [DatasetClass(number: 1, name: "a")])
            document.annotations = [
                DatasetAnnotation(number: 4, imageNumber: number, classNumber: 1, shape: shape, score: score)
            ]
            do {
                _ = try DatasetSamples.written(document)
                return nil
            } catch {
                return (error as? FormatError)?.description
            }
        }
        let box = Box(x: 1, y: 1, width: 2, height: 2)
        #expect(reason(.box(box)) == nil)
        #expect(reason(.box(box), image: 2)?.contains("annotation 4") == true)
        #expect(reason(.box(box), score: .nan)?.contains("not a finite number") == true)
        #expect(
            reason(.box(Box(x: .infinity, y: 1, width: 2, height: 2)))?.contains("not a finite number")
                == true)
        #expect(reason(.polygon(Polygon([])))?.contains("fewer than 3 points") == true)
        #expect(reason(.polygon(DatasetSamples.hole))?.contains("width and height of its image") == true)
    }
}
