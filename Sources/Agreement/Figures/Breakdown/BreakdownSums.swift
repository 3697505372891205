/// What Krippendorff's nominal alpha is made of, added up over objects.
struct NominalSums {
    /// How often each category was given.
    private var counts: [Double]
    /// How many values there are.
    private(set) var values = 0.0
    /// Σ over objects of the pairs of values that differ, each counted twice, divided by the others' number.
    private var disagreement = 0.0

    init(categories: Int) {
        counts = Array(repeating: 0, count: categories)
    }

    /// Adds an object with the category each of at least two people gave it.
    mutating func add(_ given: [Int]) {
        var pairs = 0
        for category in given {
            counts[category] += 1
            pairs += given.count { $0 != category }
        }
        values += Double(given.count)
        disagreement += Double(pairs) / Double(given.count - 1)
    }

    /// Adds other sums, as often as `weight` says.
    mutating func add(_ other: NominalSums, weight: Double) {
        for category in counts.indices { counts[category] += other.counts[category] * weight }
        values += other.values * weight
        disagreement += other.disagreement * weight
    }

    /// `1 - D_o / D_e`; nil if only one category was used.
    var alpha: Double? {
        guard values > 1 else { return nil }
        let same = counts.reduce(0) { $0 + $1 * ($1 - 1) }
        let expected = 1 - same / (values * (values - 1))
        return expected > 1e-12 ? 1 - disagreement / values / expected : nil
    }

    /// The same categories without a value.
    var emptied: NominalSums { NominalSums(categories: counts.count) }

    static func total(_ sums: [NominalSums]) -> NominalSums {
        sums.reduce(into: sums.first?.emptied ?? NominalSums(categories: 0)) { $0.add($1, weight: 1) }
    }
}

/// How far the shapes of objects lie apart, added up.
struct PlaceSums {
    private var shapes = 0.0
    private var distance = 0.0

    /// Adds an object.
    mutating func add(_ object: SharedObject) {
        shapes += Double(object.shapes.count)
        distance += 2 * object.apart / Double(object.shapes.count - 1)
    }

    /// Adds other sums, as often as `weight` says.
    mutating func add(_ other: PlaceSums, weight: Double) {
        shapes += other.shapes * weight
        distance += other.distance * weight
    }

    /// The mean over shapes of the mean of 1 - IoU with the other shapes of the object; nil if there is none.
    var apart: Double? { shapes > 0.5 ? min(1, max(0, distance / shapes)) : nil }

    static func total(_ sums: [PlaceSums]) -> PlaceSums {
        sums.reduce(into: PlaceSums()) { $0.add($1, weight: 1) }
    }
}

/// The figures on 1,000 resamples of groups of images, drawn with replacement; not-a-number where undefined.
struct BreakdownSamples {
    private(set) var classAlpha: [Double] = []
    private(set) var apart: [Double] = []

    init(classes: [NominalSums], places: [PlaceSums]) {
        let groups = classes.count
        guard groups > 1 else { return }
        var generator = SplitMix64(seed: 0x426F_7877_6F6F_6421)
        let nothing = classes[0].emptied
        for _ in 0..<AgreementBootstrap.resamples {
            var weights = Array(repeating: 0.0, count: groups)
            for _ in 0..<groups { weights[generator.index(below: groups)] += 1 }
            var (names, place) = (nothing, PlaceSums())
            for (group, weight) in weights.enumerated() where weight > 0 {
                names.add(classes[group], weight: weight)
                place.add(places[group], weight: weight)
            }
            classAlpha.append(names.alpha ?? .nan)
            apart.append(place.apart ?? .nan)
        }
    }
}
