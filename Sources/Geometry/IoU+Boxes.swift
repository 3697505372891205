extension IoU {
    /// IoU of every box of one list with every box of another, as ``Box/iou(_:crowd:)`` gives it to the last bit.
    ///
    /// Two pairs at a time, almost without a branch. O(detections · truth).
    ///
    /// Source: `bbIou` in cocodataset/cocoapi, common/maskApi.c, which is pycocotools' `mask.iou` for boxes.
    ///
    /// - Parameters:
    ///   - detections: one for each row, in pixels.
    ///   - truth: one for each column, in pixels.
    ///   - crowd: for each of `truth` whether it is a crowd region (COCO `iscrowd`), with which the shared area is divided
    ///     by that of the detection alone; an empty list stands for none.
    /// - Returns: values 0…1, row after row: that of detection `d` and truth `t` is at `d * truth.count + t`.
    /// - Precondition: `crowd` is empty or as long as `truth`.
    public static func matrix(_ detections: [Box], _ truth: [Box], crowd: [Bool] = []) -> [Double] {
        precondition(crowd.isEmpty || crowd.count == truth.count, "one crowd mark for each true box")
        guard !detections.isEmpty, !truth.isEmpty else { return [] }
        let columns = BoxLanes(truth, crowd: crowd)
        let hasCrowd = crowd.contains(true)
        let cells = detections.count * truth.count
        return [Double](unsafeUninitializedCapacity: cells) { values, initialized in
            guard let memory = values.baseAddress else { return }
            for (row, box) in detections.enumerated() {
                let own = memory + row * truth.count
                if hasCrowd {
                    columns.write(box, hasCrowd: true, to: own)
                } else {
                    columns.write(box, hasCrowd: false, to: own)
                }
            }
            initialized = cells
        }
    }
}

/// Boxes two at a time, edge by edge: as many as every 64-bit processor takes at once.
private struct BoxLanes {
    /// The last group may be filled up with a box that meets nothing.
    private struct Two {
        var x = SIMD2<Double>.zero
        var right = SIMD2<Double>(repeating: .nan)
        var y = SIMD2<Double>(repeating: .infinity)
        var bottom = SIMD2<Double>(repeating: -.infinity)
        var area = SIMD2<Double>.zero
        var isCrowd = SIMDMask<SIMD2<Int64>>(repeating: false)
    }

    private let boxes: [Box]
    private let crowd: [Bool]
    private var groups: [Two]

    init(_ boxes: [Box], crowd: [Bool]) {
        self.boxes = boxes
        self.crowd = crowd
        groups = Array(repeating: Two(), count: (boxes.count + 1) / 2)
        for (index, box) in boxes.enumerated() {
            let (group, lane) = (index / 2, index % 2)
            groups[group].x[lane] = box.x
            groups[group].right[lane] = box.width + box.x
            groups[group].y[lane] = box.y
            groups[group].bottom[lane] = box.height + box.y
            groups[group].area[lane] = box.width * box.height
            groups[group].isCrowd[lane] = !crowd.isEmpty && crowd[index]
        }
    }

    /// Writes the IoU of a detection with every box.
    @inline(__always)
    func write(_ box: Box, hasCrowd: Bool, to memory: UnsafeMutablePointer<Double>) {
        let own = Two(
            x: SIMD2(repeating: box.x), right: SIMD2(repeating: box.width + box.x),
            y: SIMD2(repeating: box.y), bottom: SIMD2(repeating: box.height + box.y),
            area: SIMD2(repeating: box.width * box.height))
        let raw = UnsafeMutableRawPointer(memory)
        groups.withUnsafeBufferPointer { groups in
            for group in 0..<boxes.count / 2 {
                let (ratio, isPlain) = BoxLanes.iou(own, groups[group], hasCrowd: hasCrowd)
                raw.storeBytes(of: ratio, toByteOffset: group * 16, as: SIMD2<Double>.self)
                if !isPlain { writeOneByOne(box, from: group * 2, to: memory) }
            }
        }
        if boxes.count % 2 > 0 { writeOneByOne(box, from: boxes.count / 2 * 2, to: memory) }
    }

    /// Writes up to two values without a shortcut.
    @inline(never)
    private func writeOneByOne(_ box: Box, from first: Int, to memory: UnsafeMutablePointer<Double>) {
        for index in first..<min(first + 2, boxes.count) {
            memory[index] = box.iou(boxes[index], crowd: !crowd.isEmpty && crowd[index])
        }
    }

    /// The IoU of two pairs, and whether no pair needs the care that `Box.iou` takes of equal and broken boxes.
    @inline(__always)
    private static func iou(
        _ own: Two, _ other: Two, hasCrowd: Bool
    ) -> (ratio: SIMD2<Double>, isPlain: Bool) {
        let right = own.right.replacing(with: other.right, where: other.right .< own.right)
        let left = own.x.replacing(with: other.x, where: other.x .>= own.x)
        let width = right - left
        let bottom = own.bottom.replacing(with: other.bottom, where: other.bottom .< own.bottom)
        let top = own.y.replacing(with: other.y, where: other.y .>= own.y)
        let height = bottom - top
        // 0 where they do not meet, also for what is not a number.
        let zero = SIMD2<Double>.zero
        let shared =
            zero.replacing(with: width, where: width .> 0)
            * zero.replacing(with: height, where: height .> 0)
        var area = own.area + other.area - shared
        if hasCrowd { area = area.replacing(with: own.area, where: other.isCrowd) }
        let ratio = shared / area
        let isSame = (own.x .== other.x) .& (own.right .== other.right)
        let isPlain = (area .> 0) .& (ratio .<= 1) .& .!isSame
        let lanes = unsafeBitCast(isPlain, to: SIMD2<Int64>.self)
        return (ratio, lanes[0] & lanes[1] != 0)
    }
}
