/// A set of pixels of an image as COCO run lengths.
///
/// Pixels are read column by column from the top left; ``counts`` gives the lengths of alternating runs
/// outside and inside the set, beginning with outside (0 if the first pixel is inside). Runs are kept in
/// canonical form, with no other run of length zero, so equal sets are equal values.
///
/// Source: cocodataset/cocoapi, common/maskApi.h.
public struct RunLengthMask: Hashable, Sendable {
    /// Two masks on canvases of different sizes were combined.
    public struct SizeMismatch: Error, Hashable, CustomStringConvertible {
        /// The canvas of the mask asked.
        public let first: PixelSize

        /// The canvas of the other mask.
        public let second: PixelSize

        /// The mismatch as a sentence in plain English.
        public var description: String {
            "The masks are \(first.width)×\(first.height) and \(second.width)×\(second.height) pixels large."
        }
    }

    /// The canvas.
    public let size: PixelSize

    /// Lengths of alternating runs outside and inside, in pixels; they add up to the canvas.
    public let counts: [Int]

    /// Makes a mask from run lengths.
    ///
    /// - Throws: ``InvalidRuns`` if a run is negative, or the runs don't add up to the canvas.
    public init(counts: [Int], size: PixelSize) throws(InvalidRuns) {
        guard size.width >= 0, size.height >= 0, size.pixelCount < Int.max else {
            throw .invalidSize(size)
        }
        let expected = size.pixelCount
        var total = 0
        for (index, count) in counts.enumerated() {
            guard count >= 0 else { throw .negativeRun(index: index) }
            guard count <= expected - total else { throw .wrongTotal(expected: expected) }
            total += count
        }
        guard total == expected else { throw .wrongTotal(expected: expected) }
        var builder = RunBuilder()
        for (index, count) in counts.enumerated() { builder.append(count, inside: index % 2 == 1) }
        self.init(size: size, canonical: builder.counts)
    }

    /// Makes a mask from runs known to be canonical and to add up to the canvas.
    init(size: PixelSize, canonical: [Int]) {
        self.size = size
        self.counts = canonical
    }

    /// Whether a pixel is in the set; false outside the canvas.
    ///
    /// O(runs).
    public subscript(x: Int, y: Int) -> Bool {
        guard x >= 0, y >= 0, x < size.width, y < size.height else { return false }
        let offset = x * size.height + y
        var end = 0
        for (index, count) in counts.enumerated() {
            end += count
            if offset < end { return index % 2 == 1 }
        }
        return false
    }
}

/// Collects runs, joining neighbours on the same side.
struct RunBuilder {
    private(set) var counts: [Int] = []
    private var isInside = false

    mutating func append(_ count: Int, inside: Bool) {
        guard count > 0 else { return }
        if counts.isEmpty {
            if inside { counts.append(0) }
            counts.append(count)
        } else if inside == isInside {
            counts[counts.count - 1] += count
        } else {
            counts.append(count)
        }
        isInside = inside
    }
}
