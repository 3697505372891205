import Geometry
import Testing

@Suite("Geometry agrees with pycocotools")
struct PycocotoolsTests {
    let answers: PycocotoolsAnswers

    init() throws {
        answers = try PycocotoolsAnswers.load()
    }

    @Test("IoU of boxes, plain and with a crowd region")
    func boxes() {
        for (row, detection) in answers.boxes.enumerated() {
            for (column, truth) in answers.boxes.enumerated() {
                #expect(isClose(detection.iou(truth), answers.boxIoU[row][column], within: 1e-12))
                let crowd = detection.iou(truth, crowd: true)
                #expect(isClose(crowd, answers.boxCrowdIoU[row][column], within: 1e-12))
            }
        }
    }

    @Test("pixels of polygons, run for run, with area and bounds")
    func rasterization() throws {
        for raster in answers.polygons {
            let mask = RunLengthMask(rasterizing: Polygon(raster.ring), size: answers.size)
            #expect(mask == (try RunLengthMask(counts: raster.counts, size: answers.size)), "\(raster.name)")
            #expect(mask.area == raster.area, "\(raster.name)")
            #expect(mask.bounds == raster.bounds, "\(raster.name)")
        }
    }

    @Test("compressed strings, both ways")
    func compressed() throws {
        for raster in answers.polygons {
            let mask = try RunLengthMask(counts: raster.counts, size: answers.size)
            #expect(mask.compressed == raster.compressed, "\(raster.name)")
            #expect(
                try RunLengthMask(compressed: raster.compressed, size: answers.size) == mask, "\(raster.name)"
            )
        }
    }

    @Test("IoU of masks, plain and with a crowd region")
    func masks() throws {
        let masks = try answers.polygons.map {
            try RunLengthMask(compressed: $0.compressed, size: answers.size)
        }
        for (row, detection) in masks.enumerated() {
            for (column, truth) in masks.enumerated() {
                #expect(isClose(try detection.iou(truth), answers.maskIoU[row][column], within: 1e-12))
                let crowd = try detection.iou(truth, crowd: true)
                #expect(isClose(crowd, answers.maskCrowdIoU[row][column], within: 1e-12))
            }
        }
    }

    @Test("union and intersection of masks")
    func merging() throws {
        let masks = try answers.polygons.map {
            try RunLengthMask(compressed: $0.compressed, size: answers.size)
        }
        for (index, merge) in answers.neighbours.enumerated() {
            let union = try masks[index].union(masks[index + 1])
            let shared = try masks[index].intersection(masks[index + 1])
            #expect(union == (try RunLengthMask(compressed: merge.union, size: answers.size)))
            #expect(shared == (try RunLengthMask(compressed: merge.intersection, size: answers.size)))
        }
    }
}
