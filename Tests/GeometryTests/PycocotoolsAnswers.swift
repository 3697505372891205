import Foundation
import Geometry

/// What pycocotools answered, from `Tests/Fixtures/geometry/pycocotools.json`.
struct PycocotoolsAnswers: Decodable {
    struct Raster: Decodable {
        let name: String
        let ring: [ImagePoint]
        let compressed: String
        let counts: [Int]
        let area: Int
        let bounds: Box
    }

    struct Merge: Decodable {
        let union: String
        let intersection: String
    }

    let height: Int
    let width: Int
    let boxes: [Box]
    let boxIoU: [[Double]]
    let boxCrowdIoU: [[Double]]
    let polygons: [Raster]
    let maskIoU: [[Double]]
    let maskCrowdIoU: [[Double]]
    let neighbours: [Merge]

    var size: PixelSize { PixelSize(width: width, height: height) }

    static func load() throws -> PycocotoolsAnswers {
        let url = URL(filePath: #filePath)
            .deletingLastPathComponent()
            .deletingLastPathComponent()
            .appending(path: "Fixtures/geometry/pycocotools.json")
        return try JSONDecoder().decode(PycocotoolsAnswers.self, from: Data(contentsOf: url))
    }
}
