/// The two kinds of number an image request may contain: no sign, no exponent, no leading zeros.
///
/// Source: IIIF Image API 3.0 §4; the grammar leaves no room for what `Int(_:)` also takes.
enum IIIFNumber {
    /// `0`, or digits without a leading zero; at most nine, so that arithmetic cannot overflow.
    static func integer(_ text: Substring) -> Int? {
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy(isDigit) else { return nil }
        guard text == "0" || text.utf8.first != UInt8(ascii: "0") else { return nil }
        return Int(text)
    }

    /// Digits with at most one point before, among or after them.
    static func float(_ text: Substring) -> Double? {
        guard (1...18).contains(text.utf8.count), text.utf8.contains(where: isDigit) else { return nil }
        guard text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) else { return nil }
        guard text.utf8.count(where: { $0 == UInt8(ascii: ".") }) <= 1 else { return nil }
        let closed = text.utf8.last == UInt8(ascii: ".") ? text.dropLast() : text
        guard let value = Double("0\(closed)"), value < 1e9 else { return nil }
        return value
    }

    /// Numbers between commas; nil if any is not one.
    static func list<Number>(_ text: Substring, _ parse: (Substring) -> Number?) -> [Number]? {
        var numbers: [Number] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let number = parse(part) else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    /// Half is rounded up; far beyond any picture, the largest value that still fits comfortably.
    static func rounded(_ value: Double) -> Int { Int(min((value + 0.5).rounded(.down), 1e15)) }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
