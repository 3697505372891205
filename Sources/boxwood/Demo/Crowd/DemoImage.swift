import Geometry

/// What the simulated annotators are shown: an image's size, and what is truly on it.
struct DemoImage: Sendable {
    /// The name by which their answers to it are repeatable.
    let name: String
    let size: PixelSize
    let objects: [TrueObject]
    /// Things that look as if they should be marked.
    var distractors: [Box] = []
}
