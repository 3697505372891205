/// The letter by which the n-th layer over an image is known: A to Z, then A2 to Z2 and so on.
public struct LayerLetter: Hashable, Sendable {
    /// The letter, and from the second round on its number.
    public let text: String

    /// The letter of the layer at this place, from 0.
    public init(_ index: Int) {
        let code = UInt8(ascii: "A") + UInt8(index % 26)
        let round = index / 26
        text = String(UnicodeScalar(code)) + (round > 0 ? String(round + 1) : "")
    }
}
