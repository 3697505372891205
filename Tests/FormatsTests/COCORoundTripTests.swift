import Formats
import Foundation
import Geometry
import Labeling
import Testing

@Suite("COCO round trips")
struct COCORoundTripTests {
    @Test("everything that is written is read back")
    func full() throws {
        let read = try COCOImporter().read(DatasetSamples.written(DatasetSamples.full), name: "full.json")
        #expect(read == DatasetSamples.full)
    }

    @Test("random documents are read back", arguments: 1...30 as ClosedRange<UInt64>)
    func random(seed: UInt64) throws {
        let document = DatasetSamples.random(seed: seed)
        let read = try COCOImporter().read(DatasetSamples.written(document), name: "random.json")
        #expect(read.images.map(\.number) == document.images.map(\.number))
        #expect(read.annotations.count == document.annotations.count)
        for (one, other) in zip(read.annotations, document.annotations) {
            #expect(one.imageNumber == other.imageNumber && one.classNumber == other.classNumber)
            let (a, b) = (one.shape.asPolygon.rings.joined(), other.shape.asPolygon.rings.joined())
            #expect(a.count == b.count)
            #expect(zip(a, b).allSatisfy { abs($0.x - $1.x) < 1e-6 && abs($0.y - $1.y) < 1e-6 })
            if case .box = other.shape, case .polygon = one.shape {
                Issue.record("box \(other) became a polygon")
            }
            if case .polygon = other.shape, case .box = one.shape {
                Issue.record("polygon \(other) became a box")
            }
        }
    }

    @Test("writing what was read gives the same bytes", arguments: 1...10 as ClosedRange<UInt64>)
    func idempotent(seed: UInt64) throws {
        let bytes = try DatasetSamples.written(DatasetSamples.random(seed: seed))
        let again = try DatasetSamples.written(COCOImporter().read(bytes, name: "a.json"))
        #expect(again == bytes)
    }

    @Test("an empty set is written and read")
    func empty() throws {
        let bytes = try DatasetSamples.written(DatasetDocument())
        #expect(try COCOImporter().read(bytes, name: "empty.json") == DatasetDocument())
    }

    @Test("JSON written is what Foundation reads, names and all")
    func foundation() throws {
        let bytes = try DatasetSamples.written(DatasetSamples.full)
        let json = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let images = try #require(json["images"] as? [[String: Any]])
        #expect(images.map { $0["file_name"] as? String } == DatasetSamples.full.images.map(\.fileName))
        let info = try #require(json["info"] as? [String: Any])
        #expect(info["description"] as? String == DatasetSamples.full.info.description)
    }
}
