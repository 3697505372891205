import Geometry
import Testing

@Suite("IoU of boxes, all with all")
struct BoxMatrixTests {
    /// Row after row, one pair at a time.
    private func oneByOne(_ a: [Box], _ b: [Box], crowd: [Bool]) -> [UInt64] {
        a.flatMap { own in
            b.indices.map { own.iou(b[$0], crowd: !crowd.isEmpty && crowd[$0]).bitPattern }
        }
    }

    @Test("agrees with pycocotools, plain and with crowd regions")
    func pycocotools() throws {
        let answers = try PycocotoolsAnswers.load()
        let count = answers.boxes.count
        let plain = IoU.matrix(answers.boxes, answers.boxes)
        let crowd = IoU.matrix(
            answers.boxes, answers.boxes, crowd: Array(repeating: true, count: count))
        let mixed = IoU.matrix(
            answers.boxes, answers.boxes, crowd: (0..<count).map { $0 % 3 == 0 })
        #expect(plain.count == count * count && crowd.count == count * count)
        for row in 0..<count {
            for column in 0..<count {
                let place = row * count + column
                #expect(isClose(plain[place], answers.boxIoU[row][column], within: 1e-12))
                #expect(isClose(crowd[place], answers.boxCrowdIoU[row][column], within: 1e-12))
                #expect(mixed[place] == (column % 3 == 0 ? crowd : plain)[place])
            }
        }
    }

    @Test(
        "is the IoU of single pairs to the last bit, also for broken boxes",
        arguments: 0..<24 as Range<UInt64>)
    func sameBits(seed: UInt64) {
        var random = RandomShapes(seed: seed)
        var boxes = (0..<Int(40 + seed % 5)).map { _ in random.box(in: seed % 2 == 0 ? 50 : 300) }
        boxes += boxes.prefix(5)
        boxes += [
            Box(x: 0, y: 0, width: 0, height: 0), Box(x: 0, y: 0, width: 0, height: 9),
            Box(x: 50, y: 50, width: -20, height: -20), Box(x: 50, y: 50, width: -20, height: 20),
            Box(x: 1e15, y: 3, width: 0.1, height: 4), Box(x: 1e15, y: 3, width: 0.1, height: 4),
            Box(x: -0.0, y: -0.0, width: 30, height: 30), Box(x: 0, y: 0, width: 1e-300, height: 1e-300),
            Box(x: 0, y: 0, width: 1e300, height: 1e300), Box(x: 0, y: 0, width: .infinity, height: 2),
            Box(x: .nan, y: 0, width: 9, height: 9), Box(x: 5, y: .nan, width: 9, height: 9),
            Box(x: 5, y: 5, width: .nan, height: 9), Box(x: -.infinity, y: 0, width: .infinity, height: 2),
        ]
        let crowd = boxes.indices.map { ($0 + Int(seed)) % 4 == 0 }
        #expect(
            IoU.matrix(boxes, boxes).map(\.bitPattern) == oneByOne(boxes, boxes, crowd: []))
        #expect(
            IoU.matrix(boxes, boxes, crowd: crowd).map(\.bitPattern)
                == oneByOne(boxes, boxes, crowd: crowd))
        for count in 0..<6 {
            let few = Array(boxes.prefix(count))
            #expect(IoU.matrix(boxes, few).map(\.bitPattern) == oneByOne(boxes, few, crowd: []))
            #expect(IoU.matrix(few, boxes).map(\.bitPattern) == oneByOne(few, boxes, crowd: []))
        }
    }
}
