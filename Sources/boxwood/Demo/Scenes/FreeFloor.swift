import Geometry

/// Finds places on a picture where nothing lies yet.
struct FreeFloor {
    private let size: PixelSize
    private var taken: [(center: ImagePoint, radius: Double)] = []

    init(size: PixelSize) {
        self.size = size
    }

    /// The centre of a free disc, which is then taken; nil if a hundred attempts found none.
    mutating func place(radius: Double, random: inout DemoRandom) -> ImagePoint? {
        let (width, height) = (Double(size.width), Double(size.height))
        guard width > 2 * radius + 8, height > 2 * radius + 8 else { return nil }
        for _ in 0..<100 {
            let center = ImagePoint(
                x: random.number(radius + 4, width - radius - 4),
                y: random.number(radius + 4, height - radius - 4))
            let isFree = taken.allSatisfy { other in
                let (dx, dy) = (other.center.x - center.x, other.center.y - center.y)
                let least = (other.radius + radius) * 0.96
                return dx * dx + dy * dy > least * least
            }
            if isFree {
                taken.append((center, radius))
                return center
            }
        }
        return nil
    }
}
