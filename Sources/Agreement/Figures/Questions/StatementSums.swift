/// Sums over statements of how far they disagree with other people's answers.
///
/// A statement is a shape that somebody drew, or somebody's answer that there is nothing. Each is held against
/// everybody else who answered, and counts once however many they are, as a value does in Krippendorff's alpha.
struct StatementSums: Equatable {
    private var lanes: SIMD8<Double>

    init() {
        lanes = .zero
    }

    private init(lanes: SIMD8<Double>) {
        self.lanes = lanes
    }

    /// Statements that somebody else could share.
    var statements: Double { lanes[0] }
    /// For each of them, the share of the others who do not have it.
    var unmatched: Double { lanes[1] }
    /// For each of them, the mean over the others of 1 - IoU, 1 where the other has no such shape.
    var apart: Double { lanes[2] }
    /// Shapes that somebody else drew too.
    var shared: Double { lanes[3] }
    /// For each of them, the mean of 1 - IoU over the others who drew it.
    var offPlace: Double { lanes[4] }
    /// For each of them, the share of the others who drew it and gave it another class.
    var otherClass: Double { lanes[5] }
    /// For each shared shape, 1 divided by how many drew it: added up, the number of shared objects.
    var objects: Double { lanes[6] }
    /// The same of ``otherClass``.
    var otherClassOfObjects: Double { lanes[7] }

    /// Adds a statement that nothing is there.
    mutating func addNothing(unmatched: Double) {
        lanes += SIMD8(1, unmatched, unmatched, 0, 0, 0, 0, 0)
    }

    /// Adds a shape: its place among the answers.
    mutating func addShape(unmatched: Double, apart: Double) {
        lanes += SIMD8(1, unmatched, apart, 0, 0, 0, 0, 0)
    }

    /// Adds a shape that `drawers` people drew: its place among their shapes.
    mutating func addShared(offPlace: Double, otherClass: Double, drawers: Double) {
        lanes += SIMD8(0, 0, 0, 1, offPlace, otherClass, 1 / drawers, otherClass / drawers)
    }

    /// Adds other sums, as often as `weight` says.
    mutating func add(_ other: StatementSums, weight: Double = 1) {
        lanes += other.lanes * weight
    }

    static func - (left: StatementSums, right: StatementSums) -> StatementSums {
        StatementSums(lanes: left.lanes - right.lanes)
    }
}
