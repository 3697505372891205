import Foundation
import Geometry

/// The hand of a simulated annotator: turns what is there into what gets drawn.
struct Hand {
    let care: Care
    let size: PixelSize
    /// The shortest side of a box, in pixels.
    let minimumSide: Double

    /// The shape with this hand's slips, acceptable on the image; nil where no such shape came out.
    func drawn(_ shape: Shape, _ random: inout DemoRandom) -> Shape? {
        switch shape {
        case .box(let box): self.box(box, &random).map(Shape.box)
        case .polygon(let polygon): self.polygon(polygon, &random).map(Shape.polygon)
        }
    }

    /// Every edge slips by itself; steady up to a point, then the eye gives out at a pixel or so.
    private func box(_ box: Box, _ random: inout DemoRandom) -> Box? {
        let side = max(box.area.squareRoot(), 1)
        func slip() -> Double {
            let far = max(-6, min(6, random.heavyTailed()))
            return far * (care.slip * side * 0.75 + 0.6)
        }
        let excess = care.excess * side / 2
        let shift = care.shift * side
        let drawn = Box(
            minX: box.x - excess + shift + slip(), minY: box.y - excess + slip(),
            maxX: box.maxX + excess + shift + slip(), maxY: box.maxY + excess + slip())
        let rounded = Box(
            minX: tenths(min(drawn.x, drawn.maxX)), minY: tenths(min(drawn.y, drawn.maxY)),
            maxX: tenths(max(drawn.x, drawn.maxX)), maxY: tenths(max(drawn.y, drawn.maxY)))
        let kept = widened(rounded.clamped(to: size))
        return Shape.box(kept).firstDefect(in: size) == nil ? kept : nil
    }

    /// A box that is too thin is drawn with the shortest side there is.
    private func widened(_ box: Box) -> Box {
        func span(_ start: Double, _ length: Double, _ limit: Int) -> (start: Double, length: Double) {
            guard length < minimumSide else { return (start, length) }
            let middle = start + length / 2 - minimumSide / 2
            return (max(0, min(middle, Double(limit) - minimumSide)), minimumSide)
        }
        let across = span(box.x, box.width, size.width)
        let down = span(box.y, box.height, size.height)
        return Box(x: across.start, y: down.start, width: across.length, height: down.length)
    }

    /// The corners slip together in a slow wave, as a hand does; with less slip where the outline would cross itself.
    private func polygon(_ polygon: Polygon, _ random: inout DemoRandom) -> Polygon? {
        let side = max(polygon.bounds.area.squareRoot(), 1)
        var rings = [polygon.exterior]
        for hole in polygon.holes where !random.chance(care.filledHoles) { rings.append(hole) }
        let phases = (0..<4).map { _ in random.number(0, 2 * .pi) }
        let reach = min(3, abs(random.heavyTailed())) * care.slip * side + 0.8
        let center = polygon.bounds.center
        let start = random.next()
        for calm in [1.0, 0.4, 0] {
            var jitter = DemoRandom(seed: start, "corners")
            let drawn = Polygon(
                rings: rings.enumerated().map { index, ring in
                    fewer(ring).map { point in
                        let angle = atan2(point.y - center.y, point.x - center.x)
                        // A hole shrinks where the leaf is drawn too large.
                        let growth = 1 + (index == 0 ? care.excess : -care.excess)
                        let dx = reach * (sin(2 * angle + phases[0]) + 0.6 * sin(5 * angle + phases[1]))
                        let dy = reach * (sin(2 * angle + phases[2]) + 0.6 * sin(5 * angle + phases[3]))
                        let slip = care.slip * side * 0.12 + 0.3
                        return ImagePoint(
                            x: tenths(
                                center.x + (point.x - center.x) * growth + care.shift * side
                                    + calm * (dx * 0.4 + slip * jitter.normal())),
                            y: tenths(
                                center.y + (point.y - center.y) * growth
                                    + calm * (dy * 0.4 + slip * jitter.normal())))
                    }
                })
            let kept = drawn.clamped(to: size)
            if kept.firstDefect(in: size) == nil { return kept }
        }
        return nil
    }

    /// The ring with a share of its points, spread evenly; 6 at least where it has as many.
    private func fewer(_ ring: [ImagePoint]) -> [ImagePoint] {
        let wanted = max(min(6, ring.count), Int((Double(ring.count) * care.detail).rounded()))
        guard wanted < ring.count else { return ring }
        return (0..<wanted).map { ring[$0 * ring.count / wanted] }
    }

    private func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
