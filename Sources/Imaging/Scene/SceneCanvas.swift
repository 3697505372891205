import Geometry

/// The light that reaches each pixel of a scene while it is painted: three numbers, 0…255 on a screen.
struct SceneCanvas {
    private let size: PixelSize
    private var light: [Float]

    /// A black canvas.
    init(size: PixelSize) {
        self.size = size
        light = Array(repeating: 0, count: size.pixelCount * 3)
    }

    /// Covers everything with a mottled ground that is brighter towards the upper left.
    mutating func paintGround(_ color: RGB, seed: UInt64) throws(ImagingError) {
        let (width, height) = (size.width, size.height)
        let broad = try SceneNoise.blotches(
            width: width, height: height, cell: max(16, size.longestSide / 4), seed: seed
        )
        let fine = try SceneNoise.blotches(width: width, height: height, cell: 24, seed: seed &+ 1)
        let base = SceneCanvas.channels(color)
        light.withUnsafeMutableBufferPointer { light in
            for y in 0..<height {
                for x in 0..<width {
                    let pixel = y * width + x
                    let across = Float(x) / Float(width) - 0.5
                    let down = Float(y) / Float(height) - 0.5
                    let vignette = 1 - 0.35 * (across * across + down * down)
                    let lit = vignette - 0.12 * (across + down) + 0.16 * broad[pixel] + 0.05 * fine[pixel]
                    light[pixel * 3] = base.red * (lit + 0.03 * broad[pixel])
                    light[pixel * 3 + 1] = base.green * lit
                    light[pixel * 3 + 2] = base.blue * (lit - 0.03 * broad[pixel])
                }
            }
        }
    }

    /// Lays an object on what is there: its shadow first, then itself.
    mutating func paint(_ object: SceneShape) throws(ImagingError) {
        let bounds = object.shape.bounds
        let reach = max(2, min(14, Int(min(bounds.width, bounds.height).clamped / 10)))
        let mask = CoverageMask(object.shape.asPolygon, canvas: size, margin: reach * 3)
        guard mask.width > 0, mask.height > 0 else { return }
        let soft = mask.blurred(radius: reach)
        let texture = try SceneNoise.blotches(
            width: mask.width, height: mask.height, cell: max(4, reach * 2), seed: object.textureSeed
        )
        cast(soft, shift: reach)
        fill(mask, soft, texture, bounds, SceneCanvas.channels(object.fill))
    }

    /// The finished picture with its grain: three samples a pixel, rows from the top.
    func developed(seed: UInt64) throws(ImagingError) -> [UInt8] {
        let grain = try SceneNoise.grain(width: size.width, height: size.height, sigma: 2.6, seed: seed &+ 2)
        return [UInt8](unsafeUninitializedCapacity: light.count) { samples, count in
            for index in 0..<light.count {
                samples[index] = UInt8(max(0, min(255, light[index] + grain[index / 3] + 0.5)))
            }
            count = light.count
        }
    }

    private mutating func cast(_ soft: CoverageMask, shift: Int) {
        for row in 0..<soft.height {
            for column in 0..<soft.width {
                let (x, y) = (soft.x + column + shift, soft.y + row + shift)
                guard x < size.width, y < size.height else { continue }
                let shade = 1 - 0.5 * soft.values[row * soft.width + column]
                let sample = (y * size.width + x) * 3
                for channel in 0..<3 { light[sample + channel] *= shade }
            }
        }
    }

    /// Light falls from the upper left, so brightness follows the slope of the blurred mask, as on a pillow.
    private mutating func fill(
        _ mask: CoverageMask, _ soft: CoverageMask, _ texture: [Float], _ bounds: Box,
        _ color: (red: Float, green: Float, blue: Float)
    ) {
        let (width, height) = (mask.width, mask.height)
        for row in 0..<height {
            for column in 0..<width {
                let pixel = row * width + column
                let cover = min(1, mask.values[pixel])
                guard cover > 0 else { continue }
                let right = soft.values[column + 1 < width ? pixel + 1 : pixel]
                let left = soft.values[column > 0 ? pixel - 1 : pixel]
                let below = soft.values[row + 1 < height ? pixel + width : pixel]
                let above = soft.values[row > 0 ? pixel - width : pixel]
                let slope = (right - left) + (below - above)
                let across = Float((Double(mask.x + column) - bounds.center.x) / max(1, bounds.width))
                let down = Float((Double(mask.y + row) - bounds.center.y) / max(1, bounds.height))
                let lit = 1 + 1.6 * slope - 0.22 * (across + down) + 0.14 * texture[pixel]
                let sample = ((mask.y + row) * size.width + mask.x + column) * 3
                light[sample] += (color.red * lit - light[sample]) * cover
                light[sample + 1] += (color.green * lit - light[sample + 1]) * cover
                light[sample + 2] += (color.blue * lit - light[sample + 2]) * cover
            }
        }
    }

    private static func channels(_ color: RGB) -> (red: Float, green: Float, blue: Float) {
        (Float(color.red), Float(color.green), Float(color.blue))
    }
}

extension Double {
    /// The number between 0 and a million, so that it can become an `Int`.
    fileprivate var clamped: Double { isFinite ? min(1e6, max(0, self)) : 0 }
}
