extension JSONScanner {
    /// The kind of the next value.
    func kind() throws(FormatError) -> Kind {
        guard let byte = peekByte() else { throw malformed("The file ends too early") }
        switch byte {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        // Python writes NaN and Infinity as bare words; as numbers they are refused with their path.
        case UInt8(ascii: "N"), UInt8(ascii: "I"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        default: throw malformed("This is not JSON")
        }
    }

    /// The kind of the next value in words.
    func kindName() throws(FormatError) -> String {
        switch try kind() {
        case .object: "an object"
        case .array: "a list"
        case .string: "a text"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        }
    }

    /// Reads `null` if that is what comes.
    mutating func takeNull() throws(FormatError) -> Bool {
        guard try kind() == .null else { return false }
        try word("null")
        return true
    }

    /// Reads `true` or `false`, or 1 or 0.
    mutating func flag() throws(FormatError) -> Bool {
        switch try kind() {
        case .boolean:
            let value = peekByte() == UInt8(ascii: "t")
            try word(value ? "true" : "false")
            return value
        case .number:
            let value = try number()
            guard value == 0 || value == 1 else { throw fault("This must be 0 or 1.") }
            return value == 1
        default: throw fault("This must be 0 or 1, not \(try kindName()).")
        }
    }

    /// Reads a finite number.
    mutating func number() throws(FormatError) -> Double {
        guard try kind() == .number else { throw fault("This must be a number, not \(try kindName()).") }
        guard let value = try literal(), value.isFinite else {
            throw fault("This must be a finite number.")
        }
        return value
    }

    /// Reads a whole number, also one that is written like `3.0`.
    mutating func integer() throws(FormatError) -> Int {
        let value = try number()
        guard let whole = Int(exactly: value), whole.magnitude <= 1 << 53 else {
            throw fault("This must be a whole number.")
        }
        return whole
    }

    /// Reads a text.
    mutating func string() throws(FormatError) -> String {
        guard peekByte() == UInt8(ascii: "\"") else {
            throw fault("This must be a text, not \(try kindName()).")
        }
        let (range, isEscaped) = try stringRange()
        guard isEscaped else {
            guard let text = String(validating: bytes[range], as: UTF8.self) else {
                throw fault("The text is not UTF-8.")
            }
            return text
        }
        return try unescaped(range)
    }

    /// Reads a value of any kind and checks that it is well formed.
    mutating func skipValue() throws(FormatError) {
        try skipValue(depth: path.count)
    }

    private mutating func skipValue(depth: Int) throws(FormatError) {
        switch try kind() {
        case .string: _ = try stringRange()
        case .number: _ = try literal(isNeeded: false)
        case .boolean: try word(peekByte() == UInt8(ascii: "t") ? "true" : "false")
        case .null: try word("null")
        case .object, .array:
            guard depth < Self.deepest else { throw malformed("Values are nested too deeply") }
            let isObject = take("{")
            if !isObject { position += 1 }
            let closing: Unicode.Scalar = isObject ? "}" : "]"
            skipSpace()
            if take(closing) { return }
            repeat {
                skipSpace()
                if isObject {
                    guard peekByte() == UInt8(ascii: "\"") else {
                        throw malformed("There must be a key in quotes here")
                    }
                    _ = try stringRange()
                    skipSpace()
                    guard take(":") else { throw malformed("There must be a colon here") }
                    skipSpace()
                }
                try skipValue(depth: depth + 1)
                skipSpace()
            } while take(",")
            guard take(closing) else {
                throw malformed(
                    position == bytes.count
                        ? "The file ends too early" : "There must be a comma or a closing bracket here"
                )
            }
        }
    }

    private mutating func word(_ word: StaticString) throws(FormatError) {
        let length = word.utf8CodeUnitCount
        let matches = word.withUTF8Buffer { expected in
            position + length <= bytes.count && bytes[position..<position + length].elementsEqual(expected)
        }
        guard matches else { throw malformed("This is not JSON") }
        position += length
    }

    /// Reads a number; the value is nil if it does not fit a Double or is not wanted.
    private mutating func literal(isNeeded: Bool = true) throws(FormatError) -> Double? {
        let start = position
        let isNegative = take("-")
        if peekByte() == UInt8(ascii: "N") || peekByte() == UInt8(ascii: "I") {
            try word(peekByte() == UInt8(ascii: "N") ? "NaN" : "Infinity")
            return nil
        }
        var mantissa: UInt64 = 0
        var digits = 0
        var scale = 0
        func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
        let firstDigit = peekByte()
        let integerStart = position
        while let byte = peekByte(), isDigit(byte) {
            if digits < 19 { mantissa = mantissa * 10 + UInt64(byte - 0x30) }
            digits += 1
            position += 1
        }
        guard position > integerStart, firstDigit != 0x30 || position == integerStart + 1 else {
            throw malformed("This is not a number")
        }
        if take(".") {
            let fractionStart = position
            while let byte = peekByte(), isDigit(byte) {
                if digits < 19 { mantissa = mantissa * 10 + UInt64(byte - 0x30) }
                digits += 1
                scale -= 1
                position += 1
            }
            guard position > fractionStart else { throw malformed("This is not a number") }
        }
        var hasExponent = false
        if take("e") || take("E") {
            hasExponent = true
            if !take("+") { _ = take("-") }
            let exponentStart = position
            while isDigit(peekByte()) { position += 1 }
            guard position > exponentStart else { throw malformed("This is not a number") }
        }
        guard isNeeded else { return nil }
        // Both fit a Double exactly, so that one division rounds correctly (Clinger 1990).
        if !hasExponent, digits < 19, mantissa < 1 << 53, scale >= -22 {
            let value = Double(mantissa) / Self.powersOfTen[-scale]
            return isNegative ? -value : value
        }
        return Double(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private static let powersOfTen: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1.0) { value, _ in value * 10 }
    }

    /// Reads a text's bytes without the quotes.
    private mutating func stringRange() throws(FormatError) -> (Range<Int>, isEscaped: Bool) {
        position += 1
        let start = position
        var isEscaped = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return (start..<position - 1, isEscaped)
            }
            guard byte >= 0x20 else { throw malformed("A text holds a bare control character") }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                position += 1
            }
            position += 1
        }
        position = bytes.count
        throw malformed("A text does not end")
    }

    private func unescaped(_ range: Range<Int>) throws(FormatError) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard index < range.upperBound else { throw fault("The text holds an unknown escape.") }
            let escape = bytes[index]
            index += 1
            switch escape {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"):
                guard let scalar = surrogateAware(&index, upTo: range.upperBound) else {
                    throw fault("The text holds an unknown escape.")
                }
                text.append(contentsOf: String(scalar).utf8)
            default: throw fault("The text holds an unknown escape.")
            }
        }
        guard let valid = String(validating: text, as: UTF8.self) else {
            throw fault("The text is not UTF-8.")
        }
        return valid
    }

    /// The character of `XXXX` or of the pair `XXXX\uXXXX`.
    private func surrogateAware(_ index: inout Int, upTo end: Int) -> Unicode.Scalar? {
        guard let high = hexadecimal(&index, upTo: end) else { return nil }
        guard high >= 0xD800, high < 0xDC00 else { return Unicode.Scalar(high) }
        guard index + 6 <= end, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
        else { return nil }
        index += 2
        guard let low = hexadecimal(&index, upTo: end), low >= 0xDC00, low < 0xE000 else { return nil }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    }

    private func hexadecimal(_ index: inout Int, upTo end: Int) -> UInt32? {
        guard index + 4 <= end else { return nil }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            switch byte {
            case 0x30...0x39: value = value << 4 + UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 + UInt32(byte - 0x41 + 10)
            case 0x61...0x66: value = value << 4 + UInt32(byte - 0x61 + 10)
            default: return nil
            }
        }
        index += 4
        return value
    }
}
