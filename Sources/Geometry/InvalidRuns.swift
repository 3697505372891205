/// Why run lengths, or their text, are not a mask.
public enum InvalidRuns: Error, Hashable, Sendable, CustomStringConvertible {
    /// A side of the canvas is negative, or the canvas has too many pixels to count.
    case invalidSize(PixelSize)

    /// A run is shorter than nothing.
    case negativeRun(index: Int)

    /// The runs don't add up to the number of pixels of the canvas.
    case wrongTotal(expected: Int)

    /// The text holds a byte that the compressed form does not use.
    case invalidCharacter(offset: Int)

    /// The text ends in the middle of a number.
    case truncated

    /// A number of the text is too large to hold.
    case numberTooLarge(offset: Int)

    /// The fault as a sentence in plain English.
    public var description: String {
        switch self {
        case .invalidSize(let size): "A mask of \(size.width)×\(size.height) pixels is impossible."
        case .negativeRun(let index): "Run \(index + 1) of the mask has a negative length."
        case .wrongTotal(let expected): "The runs of the mask don't add up to its \(expected) pixels."
        case .invalidCharacter(let offset):
            "The compressed mask has an invalid character at position \(offset + 1)."
        case .truncated: "The compressed mask ends in the middle of a number."
        case .numberTooLarge(let offset):
            "The number ending at position \(offset + 1) of the compressed mask is too large."
        }
    }
}
