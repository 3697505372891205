extension RunLengthMask {
    /// COCO's compressed string, the `counts` of a mask in JSON.
    ///
    /// Each run is a little-endian number in groups of 5 bits, 48 added to make a printable character,
    /// bit 5 set while more groups follow, sign-extended from the last; from the fourth run on the number
    /// is the difference to the run two before.
    ///
    /// Source: `rleToString` in cocodataset/cocoapi, common/maskApi.c.
    public var compressed: String {
        var bytes: [UInt8] = []
        for (index, count) in counts.enumerated() {
            var rest = index > 2 ? count - counts[index - 2] : count
            var more = true
            while more {
                let group = rest & 0x1f
                rest >>= 5
                more = group & 0x10 != 0 ? rest != -1 : rest != 0
                bytes.append(UInt8(48 + (more ? group | 0x20 : group)))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads COCO's compressed string.
    ///
    /// - Throws: ``InvalidRuns`` naming the position, if the text is not a mask of that size.
    ///
    /// Source: `rleFrString` in cocodataset/cocoapi, common/maskApi.c.
    public init(compressed text: String, size: PixelSize) throws(InvalidRuns) {
        var counts: [Int] = []
        var value = 0
        var shift = 0
        for (offset, byte) in text.utf8.enumerated() {
            guard (48..<112).contains(byte) else { throw .invalidCharacter(offset: offset) }
            guard shift <= 50 else { throw .numberTooLarge(offset: offset) }
            let group = Int(byte) - 48
            value |= (group & 0x1f) << shift
            shift += 5
            if group & 0x20 != 0 { continue }
            if group & 0x10 != 0 { value |= -1 << shift }
            if counts.count > 2 { value += counts[counts.count - 2] }
            // Checked here, so that the differences to come cannot overflow.
            guard value >= 0 else { throw .negativeRun(index: counts.count) }
            guard value <= size.pixelCount else { throw .wrongTotal(expected: size.pixelCount) }
            counts.append(value)
            (value, shift) = (0, 0)
        }
        guard shift == 0 else { throw .truncated }
        try self.init(counts: counts, size: size)
    }
}
