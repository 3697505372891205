/// A colour of the sRGB screen, 8 bits a channel.
public struct RGB: Sendable, Hashable, Codable {
    /// 0 to 255.
    public var red: UInt8

    /// 0 to 255.
    public var green: UInt8

    /// 0 to 255.
    public var blue: UInt8

    /// Makes a colour.
    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// As CSS writes it, `#rrggbb`.
    public var hex: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The colour a share of the way to another, each channel by itself.
    ///
    /// - Parameter share: 0 is this colour, 1 the other; anything beyond is cut off.
    public func mixed(with other: RGB, share: Double) -> RGB {
        let share = min(1, max(0, share))
        func channel(_ from: UInt8, _ to: UInt8) -> UInt8 {
            UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded())
        }
        return RGB(channel(red, other.red), channel(green, other.green), channel(blue, other.blue))
    }
}
