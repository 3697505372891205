/// A ramp of colours for numbers from 0 to 1.
public struct ColorMap: Sendable, Hashable, Codable {
    /// A colour at a place of the ramp; between two stops the colour is mixed.
    public struct Stop: Sendable, Hashable, Codable {
        /// 0…1.
        public let position: Double

        /// The colour there.
        public let color: RGB

        /// Makes a stop.
        public init(position: Double, color: RGB) {
            self.position = position
            self.color = color
        }
    }

    /// The stops in ascending order: enough to draw a legend with a CSS gradient.
    public let stops: [Stop]

    /// Makes a ramp of colours at equal distances.
    ///
    /// - Precondition: at least two colours.
    public init(_ colors: [RGB]) {
        precondition(colors.count >= 2, "a ramp has two ends")
        stops = colors.enumerated().map { index, color in
            Stop(position: Double(index) / Double(colors.count - 1), color: color)
        }
    }

    /// From dark blue over grey to yellow: even steps look even, and remain so for the colour-blind.
    ///
    /// In the spirit of *cividis* (Nuñez, Anderton, Renslow 2018), with control points of our own: a straight
    /// line in CIELAB (D65) from L* 16, a* 20, b* −40 to L* 90, a* −6, b* 72 at nine equal steps, all of it
    /// within sRGB. Lightness rises throughout, so the ramp also reads in grey; hue runs along blue–yellow,
    /// which red–green blindness leaves alone.
    public static let blueYellow = ColorMap([
        RGB(19, 33, 98), RGB(63, 53, 99), RGB(94, 74, 100), RGB(122, 97, 100), RGB(148, 122, 99),
        RGB(175, 147, 97), RGB(201, 172, 94), RGB(228, 199, 88), RGB(254, 226, 79),
    ])

    /// The colour of a number; below 0 and above 1 the ends, and not-a-number counts as 0.
    public func color(at value: Double) -> RGB {
        let value = value.isNaN ? 0 : min(1, max(0, value))
        let place = value * Double(stops.count - 1)
        let lower = min(stops.count - 2, Int(place))
        return stops[lower].color.mixed(with: stops[lower + 1].color, share: place - Double(lower))
    }
}
