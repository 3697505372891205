/// What the demonstration is made of.
struct DemonstrationOptions: Sendable {
    /// A folder of photographs with annotations beside them; nil for made-up scenes.
    var images: String?
    /// How many people are simulated.
    var annotators = 5
    /// The same seed gives the same scenes and the same answers.
    var seed: UInt64 = 1
}
