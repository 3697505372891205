import Geometry
import Imaging

/// One made-up picture of a forest floor: what it is painted from, and what is truly on it.
struct DemoScene: Sendable {
    /// The name of the file it becomes.
    let name: String
    let size: PixelSize
    let ground: RGB
    /// Chooses the ground's pattern.
    let seed: UInt64
    /// Everything to be painted, undermost first.
    private(set) var shapes: [SceneShape] = []
    /// What annotators are asked to mark.
    private(set) var objects: [TrueObject] = []
    /// Pebbles, which nobody should mark.
    private(set) var distractors: [Box] = []

    init(name: String, size: PixelSize, ground: RGB, seed: UInt64) {
        self.name = name
        self.size = size
        self.ground = ground
        self.seed = seed
    }

    /// Paints a thing on top of what is there, and notes what it is.
    mutating func add(_ thing: ForestThing) {
        shapes += thing.layers
        if let object = thing.object { objects.append(object) } else { distractors.append(thing.bounds) }
    }

    /// Paints something that is nothing to anybody.
    mutating func paint(_ shape: SceneShape) {
        shapes.append(shape)
    }

    /// The picture as JPEG; blocks for as long as it takes to paint, a second a megapixel in a debug build.
    func jpeg() throws(ImagingError) -> [UInt8] {
        try SceneRenderer.jpeg(size: size, background: ground, shapes: shapes, seed: seed)
    }
}
