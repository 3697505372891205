/// What a COCO file may hold at most, so that a small file can't claim a huge amount of work.
enum COCOLimits {
    /// The longest side of an image or mask, in pixels.
    static let longestSide = 1_000_000
    /// The largest coordinate, in pixels from the corner.
    static let farthest = 1e7
    /// About the fewest bytes that an annotation takes.
    static let shortestRow = 64
    /// How many faults are tolerated before a file is refused after all.
    static let mostFaults = 100_000
    /// How many runs the masks of a file may have, all together.
    static let mostRuns = 50_000_000
    /// How many runs one mask may have.
    static let mostRunsOfMask = 500_000
    /// How many parts of an object are looked at for whether they touch.
    static let mostParts = 1_000
    /// How much outline is rasterised for that, in pixels, for one object.
    static let longestOutline = 200_000.0
    /// And for all objects of a file.
    static let longestOutlines = 1e9
}

extension JSONScanner {
    /// Reads a coordinate in pixels.
    mutating func coordinate() throws(FormatError) -> Double {
        let value = try number()
        guard abs(value) <= COCOLimits.farthest else { throw fault("The coordinate is too large.") }
        return value
    }

    /// Reads the side of an image in whole pixels.
    mutating func side() throws(FormatError) -> Int {
        let side = try integer()
        guard side > 0 else { throw fault("The side must be greater than zero.") }
        guard side <= COCOLimits.longestSide else {
            throw fault("The side is longer than \(COCOLimits.longestSide) pixels.")
        }
        return side
    }
}
