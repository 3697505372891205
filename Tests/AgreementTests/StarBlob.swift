import Foundation
import Geometry
import TestSupport

/// An object whose outline is known, and people of different care who draw it.
struct StarBlob {
    let center: ImagePoint
    let radius: Double
    private let waves: [Wave]

    /// One wave of a radius around the object.
    private struct Wave {
        let count: Double
        let height: Double
        let phase: Double

        func height(at angle: Double) -> Double { height * cos(count * angle + phase) }
    }

    /// An object about `2 * radius` pixels across.
    init(_ random: inout SeededGenerator, radius: Double) {
        self.radius = radius
        center = ImagePoint(x: 3 * radius, y: 3 * radius)
        waves = (2...6).map { StarBlob.wave(Double($0), 0.35 / Double($0), &random) }
    }

    /// The outline itself.
    var truth: Polygon {
        outline(angles: (0..<200).map { Double($0) / 100 * .pi }) { _, _ in 0 }
    }

    /// What somebody draws: too large or small, wavy and with shaky points, by `deviation` pixels or so.
    func drawn(by random: inout SeededGenerator, deviation: Double, points: Int) -> Polygon {
        let waves = (1...8).map { StarBlob.wave(Double($0), deviation / 2, &random) }
        let growth = StarBlob.normal(deviation / 2, &random)
        let shakes = (0..<points).map { _ in StarBlob.normal(deviation / 2, &random) }
        let start = Double.random(in: 0...1, using: &random)
        let angles = (0..<points).map { (Double($0) + start) / Double(points) * 2 * .pi }
        return outline(angles: angles) { point, angle in
            growth + shakes[point] + waves.reduce(0) { $0 + $1.height(at: angle) }
        }
    }

    /// What several draw, every second of them three times as careless, with weights that say so.
    func drawn(
        by people: Int, _ random: inout SeededGenerator, points: ClosedRange<Int>
    ) -> (polygons: [Polygon], weights: [Double]) {
        let careless = (0..<people).map { $0 % 2 == 1 ? 3.0 : 1 }
        let polygons = careless.map { factor in
            let count = Int.random(in: points, using: &random)
            return drawn(by: &random, deviation: 0.04 * radius * factor, points: count)
        }
        return (polygons, careless.map { 1 / ($0 * $0) })
    }

    private func outline(angles: [Double], offset: (Int, Double) -> Double) -> Polygon {
        Polygon(
            angles.enumerated().map { point, angle in
                let share = waves.reduce(1) { $0 + $1.height(at: angle) }
                let reach = max(0.1 * radius, radius * max(0.25, share) + offset(point, angle))
                return ImagePoint(x: center.x + reach * cos(angle), y: center.y + reach * sin(angle))
            })
    }

    private static func wave(_ count: Double, _ deviation: Double, _ random: inout SeededGenerator) -> Wave {
        let height = normal(deviation, &random)
        return Wave(count: count, height: height, phase: Double.random(in: 0...(2 * .pi), using: &random))
    }

    /// About normal: the sum of twelve uniform numbers.
    private static func normal(_ deviation: Double, _ random: inout SeededGenerator) -> Double {
        deviation * ((0..<12).reduce(0) { sum, _ in sum + Double.random(in: 0...1, using: &random) } - 6)
    }
}

extension Polygon {
    func mapped(_ change: (ImagePoint) -> ImagePoint) -> Polygon {
        Polygon(rings: rings.map { $0.map(change) })
    }

    /// With coordinates in whole 64ths of a pixel.
    var snapped: Polygon {
        mapped { ImagePoint(x: ($0.x * 64).rounded() / 64, y: ($0.y * 64).rounded() / 64) }
    }
}
