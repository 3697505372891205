public import Labeling

extension Identifier {
    /// The identifier a client would make, a UUID in lower case, told apart by a small number.
    public static func client(_ number: Int) -> Identifier {
        let digits = String(number, radix: 16)
        return Identifier(
            "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits)
    }
}
