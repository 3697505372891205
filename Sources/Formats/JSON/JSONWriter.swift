/// Writes JSON with the keys in the order they are given and numbers that look the same on every machine.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    /// Whether the next value needs no comma before it.
    private var isFirst = true

    /// Hands over what was written so far.
    mutating func drain() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// Writes bytes as they are, for instance line breaks.
    mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func key(_ name: String) {
        separate()
        append(name)
        bytes.append(UInt8(ascii: ":"))
        isFirst = true
    }

    mutating func object(_ content: (inout JSONWriter) throws(FormatError) -> Void) throws(FormatError) {
        open("{")
        try content(&self)
        close("}")
    }

    mutating func array(_ content: (inout JSONWriter) throws(FormatError) -> Void) throws(FormatError) {
        open("[")
        try content(&self)
        close("]")
    }

    mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        isFirst = true
    }

    mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        isFirst = false
    }

    /// Begins a row of a long list on a line of its own.
    mutating func row() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\n"))
        isFirst = true
    }

    mutating func string(_ value: String) {
        separate()
        append(value)
    }

    mutating func integer(_ value: Int) {
        decimal(value, decimals: 0)
    }

    mutating func flag(_ value: Bool) {
        separate()
        raw(value ? "true" : "false")
    }

    mutating func null() {
        separate()
        raw("null")
    }

    /// Writes a whole number of decimal fractions, for example 1250 with 2 decimals as `12.5`.
    mutating func decimal(_ value: Int, decimals: Int) {
        separate()
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var decimals = decimals
        while decimals > 0, rest % 10 == 0 {
            rest /= 10
            decimals -= 1
        }
        // Digits come out last first.
        let start = bytes.count
        var written = 0
        repeat {
            if written > 0, written == decimals { bytes.append(UInt8(ascii: ".")) }
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
            written += 1
        } while rest > 0 || written <= decimals
        bytes[start...].reverse()
    }

    /// A number in units of its last decimal, or nil if that is not finite or beyond exact whole numbers.
    static func scaled(_ value: Double, decimals: Int) -> Int? {
        var factor = 1.0
        for _ in 0..<decimals { factor *= 10 }
        let scaled = (value * factor).rounded()
        return abs(scaled) < 0x1p53 ? Int(scaled) : nil
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: raw("\\n")
            case 0x0D: raw("\\r")
            case 0x09: raw("\\t")
            case 0..<0x20, 0x7F:
                raw("\\u00")
                for nibble in [byte >> 4, byte & 0xF] {
                    bytes.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
                }
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
