import Foundation

/// Random numbers of the demonstration: the same seed and the same topic give the same numbers on every machine.
struct DemoRandom {
    private var state: UInt64

    /// A source for one topic, such as one annotator's look at one image, whatever was drawn for others before.
    init(seed: UInt64, _ topic: String...) {
        // FNV-1a over the topics, each ended by a byte that no UTF-8 text holds.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in topic {
            for byte in Array(part.utf8) + [0xFF] { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        state = hash ^ (seed &* 0x9E37_79B9_7F4A_7C15)
        _ = next()
    }

    /// 64 uniformly random bits.
    ///
    /// Source: SplitMix64, Steele, Lea and Flood 2014.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number from 0 up to, but not including, 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number between two others.
    mutating func number(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

    /// A whole number from a range.
    mutating func integer(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(unit() * Double(range.count))
    }

    /// True in this share of the cases.
    mutating func chance(_ share: Double) -> Bool { unit() < share }

    /// One of several; nil of none.
    mutating func choice<Item>(_ items: [Item]) -> Item? {
        items.isEmpty ? nil : items[integer(0...items.count - 1)]
    }

    /// A number from the standard normal distribution (Box and Muller 1958).
    mutating func normal() -> Double {
        (-2 * log(max(unit(), 0x1p-53))).squareRoot() * cos(2 * .pi * unit())
    }

    /// A number from Student's t distribution with 3 degrees of freedom: mostly small, now and then far out.
    mutating func heavyTailed() -> Double {
        var squares = 0.0
        for _ in 0..<3 {
            let number = normal()
            squares += number * number
        }
        return normal() / max(squares / 3, 1e-6).squareRoot()
    }

    /// How many of rare independent events happen, on average `mean` (Knuth's product method).
    mutating func poisson(_ mean: Double) -> Int {
        let limit = exp(-mean)
        var product = unit()
        var count = 0
        while product > limit {
            product *= unit()
            count += 1
        }
        return count
    }
}
