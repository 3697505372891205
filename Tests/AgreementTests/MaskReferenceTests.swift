import Agreement
import Geometry
import Testing

@Suite("Masks as crowd-kit merges them")
struct MaskReferenceTests {
    private struct File: Decodable {
        struct Case: Decodable {
            let masks: [[String]]
            let majority: [String]
            let em: [String]
            let rasa: [String]
        }
        let cases: [Case]
    }

    private func bits(_ rows: [String]) -> [Bool] { rows.flatMap { $0.map { $0 == "#" } } }

    @Test("Pixel for pixel: majority, expectation maximisation and RASA")
    func reference() throws {
        let file: File = try fixture("masks.json")
        #expect(3 * file.cases.count >= 18)
        for item in file.cases {
            let masks = item.masks.map(bits)
            #expect(MaskMajority.mask(of: masks) == bits(item.majority))
            #expect(MaskExpectationMaximization.mask(of: masks) == bits(item.em))
            #expect(MaskRASA.mask(of: masks) == bits(item.rasa))
        }
    }
}
