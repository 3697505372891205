import Geometry

/// A picture on its way into the demonstration, with what is truly on it.
struct DemoPicture: Sendable {
    /// The name by which simulated answers to it are repeatable; the last part becomes the image's name.
    let name: String
    /// The size its annotations were made for, where they say.
    var size: PixelSize?
    let objects: [TrueObject]
    /// Things that look as if they should be marked.
    var distractors: [Box] = []
    /// Makes or reads the file; blocks meanwhile.
    let bytes: @Sendable () throws -> [UInt8]
}

/// Everything a demonstration is made from, before any of it is in a project.
struct DemoMaterial: Sendable {
    let projectName: String
    let summary: String
    let instructions: String
    /// Name, colour and description of each class; no colour takes the next of the palette.
    let classes: [(name: String, color: String?, summary: String)]
    let pictures: [DemoPicture]
    /// What could not be used.
    var skipped: [SkippedFile] = []
}
