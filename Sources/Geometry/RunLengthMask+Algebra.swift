extension RunLengthMask {
    /// How many pixels are in the set.
    public var area: Int {
        stride(from: 1, to: counts.count, by: 2).reduce(0) { $0 + counts[$1] }
    }

    /// Whether no pixel is in the set.
    public var isEmpty: Bool { counts.count < 2 }

    /// The smallest box around the pixels, in whole numbers; an empty box at the origin for an empty set.
    ///
    /// O(runs). Source: `rleToBbox` in cocodataset/cocoapi, common/maskApi.c.
    public var bounds: Box {
        var (minX, minY, maxX, maxY) = (Int.max, Int.max, -1, -1)
        var start = 0
        for (index, count) in counts.enumerated() {
            if index % 2 == 1 {
                let last = start + count - 1
                let (firstColumn, lastColumn) = (start / size.height, last / size.height)
                let wraps = firstColumn < lastColumn
                minX = min(minX, firstColumn)
                maxX = max(maxX, lastColumn)
                minY = min(minY, wraps ? 0 : start % size.height)
                maxY = max(maxY, wraps ? size.height - 1 : last % size.height)
            }
            start += count
        }
        guard maxX >= 0 else { return Box(x: 0, y: 0, width: 0, height: 0) }
        return Box(
            x: Double(minX),
            y: Double(minY),
            width: Double(maxX - minX + 1),
            height: Double(maxY - minY + 1)
        )
    }

    /// Intersection over union with another mask or, when that is a crowd region, over this mask's area.
    ///
    /// Walks both run lists once, without decoding either: O(a + b) for a and b runs.
    ///
    /// - Returns: 0...1; 0 when the two share no pixel, also when both are empty.
    /// - Throws: ``SizeMismatch`` if the canvases differ (pycocotools returns −1 instead).
    ///
    /// Source: `rleIou` in cocodataset/cocoapi, common/maskApi.c; `self` is the detection.
    public func iou(_ other: RunLengthMask, crowd: Bool = false) throws(SizeMismatch) -> Double {
        var shared = 0
        var either = 0
        try walk(with: other) { count, mine, theirs in
            if mine && theirs { shared += count }
            if mine || theirs { either += count }
        }
        guard shared > 0 else { return 0 }
        return Double(shared) / Double(crowd ? area : either)
    }

    /// The pixels in either mask.
    ///
    /// O(a + b) for a and b runs.
    ///
    /// - Throws: ``SizeMismatch`` if the canvases differ.
    public func union(_ other: RunLengthMask) throws(SizeMismatch) -> RunLengthMask {
        try combined(with: other) { $0 || $1 }
    }

    /// The pixels in both masks.
    ///
    /// O(a + b) for a and b runs.
    ///
    /// - Throws: ``SizeMismatch`` if the canvases differ.
    public func intersection(_ other: RunLengthMask) throws(SizeMismatch) -> RunLengthMask {
        try combined(with: other) { $0 && $1 }
    }

    /// The pixels in this mask and not in the other.
    ///
    /// O(a + b) for a and b runs.
    ///
    /// - Throws: ``SizeMismatch`` if the canvases differ.
    public func subtracting(_ other: RunLengthMask) throws(SizeMismatch) -> RunLengthMask {
        try combined(with: other) { $0 && !$1 }
    }

    private func combined(
        with other: RunLengthMask,
        _ keep: (Bool, Bool) -> Bool
    ) throws(SizeMismatch) -> RunLengthMask {
        var builder = RunBuilder()
        try walk(with: other) { count, mine, theirs in
            builder.append(count, inside: keep(mine, theirs))
        }
        return RunLengthMask(size: size, canonical: builder.counts)
    }

    /// Visits the stretches over which neither mask changes.
    private func walk(
        with other: RunLengthMask,
        _ visit: (_ count: Int, _ mine: Bool, _ theirs: Bool) -> Void
    ) throws(SizeMismatch) {
        guard size == other.size else { throw SizeMismatch(first: size, second: other.size) }
        var (mine, theirs) = (0, 0)
        var mineLeft = counts.first ?? 0
        var theirsLeft = other.counts.first ?? 0
        while mine < counts.count, theirs < other.counts.count {
            let count = min(mineLeft, theirsLeft)
            if count > 0 { visit(count, mine % 2 == 1, theirs % 2 == 1) }
            mineLeft -= count
            theirsLeft -= count
            if mineLeft == 0 {
                mine += 1
                mineLeft = mine < counts.count ? counts[mine] : 0
            }
            if theirsLeft == 0 {
                theirs += 1
                theirsLeft = theirs < other.counts.count ? other.counts[theirs] : 0
            }
        }
    }
}
