import Geometry
import Labeling
import Testing

@testable import Agreement

@Suite("The disagreement of an image in one number")
struct DisagreementIndexTests {
    @Test("It is the one of the map, to the last bit", arguments: 0..<6 as Range<UInt64>)
    func sameAsMap(seed: UInt64) throws {
        for answers in Crowd(seed: seed, images: 3, polygons: seed % 2 == 0).images {
            let found = try consensus(answers)
            let map = DisagreementMap(answers: answers, consensus: found)
            #expect(DisagreementMap.index(answers: answers, consensus: found) == map.index)
            let touched = map.total.values.count { $0 > 0 }
            #expect(touched > 0 && map.index > 0 && map.index < 1)
        }
    }

    @Test("Rows hold what each object says, cell by cell", arguments: 0..<6 as Range<UInt64>)
    func largestOfAll(seed: UInt64) throws {
        let answers = Crowd(seed: seed, images: 1, objects: 12, polygons: true).images[0]
        let objects = try consensus(answers).objects
        let drawings = objects.map { object in
            DisagreementMap.Drawn(
                object,
                shapes: object.votes.map { share in
                    answers.votes.first { $0.annotation.id == share.annotationID }?.annotation.shape
                        ?? object.shape
                })
        }
        let all = DisagreementMap(answers: answers, objects: drawings, classes: nil)
        var presence = all.presence.values.map { _ in 0.0 }
        var (boundary, labels) = (presence, presence)
        for drawing in drawings {
            let alone = DisagreementMap(answers: answers, objects: [drawing], classes: nil)
            for cell in presence.indices {
                presence[cell] = max(presence[cell], alone.presence.values[cell])
                boundary[cell] = max(boundary[cell], alone.boundary.values[cell])
                labels[cell] = max(labels[cell], alone.class.values[cell])
            }
        }
        #expect(all.presence.values == presence)
        #expect(all.boundary.values == boundary)
        #expect(all.class.values == labels)
        let index = DisagreementMap.index(answers: answers, objects: drawings, classes: nil)
        #expect(index == all.index && boundary.contains { $0 > 0 })
    }
}
