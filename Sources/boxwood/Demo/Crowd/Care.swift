/// How carefully a simulated annotator works.
struct Care: Sendable {
    /// What others are told about the annotator, for example `in a hurry`.
    let title: String
    /// The share of ordinary objects that are overlooked.
    var misses = 0.04
    /// The typical slip of an edge or corner, as a share of the object's side.
    var slip = 0.02
    /// How much too large everything is drawn, as a share of the object's side; negative for too small.
    var excess = 0.0
    /// How far everything is drawn to the right of where it is, as a share of the object's side.
    var shift = 0.0
    /// The share of objects given a wrong class.
    var confusions = 0.02
    /// Marks on an image where nothing is, on average.
    var spurious = 0.05
    /// The share of objects marked twice.
    var repeats = 0.0
    /// How many points a polygon of theirs has, as a share of the true outline's.
    var detail = 1.0
    /// The share of holes that are left out.
    var filledHoles = 0.1
    /// Seconds of work on one object.
    var pace = 4.0

    /// Five people of different care; more are these again.
    static let kinds = [
        Care(title: "careful", misses: 0.03, slip: 0.018, filledHoles: 0, pace: 6.5),
        Care(title: "in a hurry", misses: 0.17, slip: 0.034, detail: 0.45, filledHoles: 0.7, pace: 2.1),
        Care(title: "draws too large", misses: 0.06, slip: 0.024, excess: 0.075, shift: 0.02, detail: 0.8),
        Care(title: "mixes up classes", misses: 0.06, slip: 0.026, confusions: 0.2, detail: 0.8),
        Care(
            title: "careless", misses: 0.24, slip: 0.055, shift: -0.03, confusions: 0.07, spurious: 1.4,
            repeats: 0.04,
            detail: 0.35, filledHoles: 1, pace: 1.4),
    ]
}
