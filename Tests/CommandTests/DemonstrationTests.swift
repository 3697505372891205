import Foundation
import TestSupport
import Testing

@Suite("boxwood demo") struct DemonstrationTests {
    @Test(
        "Photographs with annotations become a project that is filled once, the same way from the same seed")
    func photographs() async throws {
        let folder = try TemporaryFolder()
        try photographs(in: folder)
        let first = try await fill("first", in: folder)
        #expect(first.contains("3 images, 9 answers by 3 simulated annotators"))
        #expect(first.contains("broken.png: "))
        #expect(first.contains("alone.png: There are no annotations beside it."))
        #expect(first.contains("consensus"))
        #expect(first.contains("Ada (careful)"))

        let again = try await fill("first", in: folder)
        #expect(again.contains("is there already; it was kept as it is."))
        #expect(figures(again) == figures(first))

        let second = try await fill("second", in: folder)
        #expect(second == first)
        let other = try await fill("third", seed: "2", in: folder)
        #expect(figures(other) != figures(first))
    }

    @Test("A folder without annotated photographs is refused before anything is made")
    func nothingToShow() async throws {
        let folder = try TemporaryFolder()
        try folder.write(PNGFile.noise(width: 32, height: 32), to: "photos/a.png")
        let run = try await BoxwoodBinary.run(
            ["demo", "--data", "data", "--images", "photos", "--no-serve"], in: folder)
        #expect(run.code == 1)
        #expect(run.errorLines.count == 1)
        #expect(run.errors.contains("no photograph with Pascal VOC or COCO annotations"))
        let projects = try await BoxwoodBinary.run(
            ["project", "list", "--data", "data", "--json"], in: folder)
        #expect(!projects.output.contains("Demonstration"))
    }

    private func fill(_ data: String, seed: String = "1", in folder: TemporaryFolder) async throws -> String {
        let run = try await BoxwoodBinary.run(
            [
                "demo", "--data", data, "--images", "photos", "--annotators", "3", "--seed", seed,
                "--no-serve",
            ], in: folder)
        #expect(run.code == 0, "\(run.errors)")
        return run.output
    }

    /// The lines from the count of images on.
    private func figures(_ output: String) -> [Substring] {
        Array(output.split(separator: "\n").drop { !$0.contains(" images, ") })
    }

    /// Two photographs with VOC pages, one in a COCO file, one that cannot be read, one without annotations.
    private func photographs(in folder: TemporaryFolder) throws {
        for (index, name) in ["JPEGImages/one", "JPEGImages/two"].enumerated() {
            try folder.write(
                PNGFile.noise(width: 320, height: 240, seed: UInt64(index)), to: "photos/\(name).png")
        }
        func object(_ name: String, _ x: Int, _ y: Int) -> String {
            "<object><name>\(name)</name><bndbox><xmin>\(x)</xmin><ymin>\(y)</ymin><xmax>\(x + 40)</xmax>"
                + "<ymax>\(y + 30)</ymax></bndbox></object>"
        }
        for name in ["one", "two", "broken"] {
            let objects = object("cell", 20, 20) + object("cell", 120, 30) + object("spot", 200, 150)
            try folder.write(
                "<annotation><filename>\(name).png</filename><size><width>320</width><height>240</height></size>"
                    + "\(objects)</annotation>", to: "photos/Annotations/\(name).xml")
        }
        try folder.write(PNGFile.header(width: 320, height: 240), to: "photos/JPEGImages/broken.png")
        try folder.write(PNGFile.noise(width: 320, height: 240, seed: 8), to: "photos/alone.png")
        try folder.write(PNGFile.noise(width: 320, height: 240, seed: 9), to: "photos/three.png")
        try folder.write(
            """
            {"images":[{"id":1,"file_name":"three.png","width":320,"height":240}],
            "categories":[{"id":1,"name":"spot"}],"annotations":[{"id":1,"image_id":1,"category_id":1,
            "bbox":[50,50,80,60],"segmentation":[[50,50,130,60,120,110,60,105]],"area":3600,"iscrowd":0}]}
            """, to: "photos/truth.json")
    }
}
