import Geometry
import Labeling

/// The shared objects of many images, and alpha of any part of them with its interval.
struct BreakdownTally {
    /// More images than this are resampled in ``lots``, as agreement is elsewhere.
    private static let singleImages = 1000
    private static let lots = 400
    /// Chance is measured on at most about so many objects and pairs of their shapes.
    private static let comparedObjects = 4000
    private static let comparedPairs = 10_000

    private let images: [[SharedObject]]
    private let names: [ImageID]
    /// The group of images, to be resampled as a whole, that each image belongs to.
    private let groups: [Int]
    private let groupCount: Int
    /// Every class that an object got, in order of identifier.
    let labels: [LabelClassID]
    private let column: [LabelClassID: Int]

    /// - Parameters:
    ///   - images: the shared objects of each image.
    ///   - names: the images.
    init(_ images: [[SharedObject]], of names: [ImageID]) {
        self.images = images
        self.names = names
        let count = images.count > Self.singleImages ? Self.lots : images.count
        groupCount = count
        groups = images.indices.map { $0 * count / images.count }
        labels = Set(images.joined().flatMap(\.labels)).sorted()
        column = Dictionary(zip(labels, labels.indices)) { first, _ in first }
    }

    /// The figures of the objects that belong to a part.
    ///
    /// - Parameter category: the class that is told from all others, over all objects; nil tells every class of the part
    ///   from every other.
    func row(of isPart: (SharedObject) -> Bool, category: LabelClassID?) -> AgreementBreakdown.Row {
        let width = category == nil ? labels.count : 2
        var places = [PlaceSums](repeating: PlaceSums(), count: groupCount)
        var classes = [NominalSums](repeating: NominalSums(categories: width), count: groupCount)
        var shapes: [[Shape]] = []
        var holders: [(image: Int, apart: Double)] = []
        var named = 0
        for (number, image) in images.enumerated() {
            let group = groups[number]
            var own = PlaceSums()
            for object in image {
                let isIn = isPart(object)
                if isIn {
                    own.add(object)
                    shapes.append(object.shapes)
                }
                if let category {
                    let values = object.labels.map { $0 == category ? 0 : 1 }
                    classes[group].add(values)
                    if values.contains(0) { named += 1 }
                } else if isIn {
                    classes[group].add(object.labels.map { column[$0] ?? 0 })
                    named += 1
                }
            }
            guard let apart = own.apart else { continue }
            places[group].add(own, weight: 1)
            holders.append((number, apart))
        }
        let samples = BreakdownSamples(classes: classes, places: places)
        return AgreementBreakdown.Row(
            objects: shapes.count, images: holders.count, examples: worst(holders),
            classAlpha: classAlpha(.total(classes), samples, n: named),
            placeAlpha: placeAlpha(.total(places), samples, chance: chance(shapes), n: shapes.count),
            meanIoU: meanIoU(.total(places), samples, n: shapes.count))
    }

    private func worst(_ holders: [(image: Int, apart: Double)]) -> [ImageID] {
        holders.sorted { $0.apart == $1.apart ? $0.image < $1.image : $0.apart > $1.apart }
            .prefix(AgreementBreakdown.namedImages).map { names[$0.image] }
    }

    /// The mean of 1 - IoU between shapes of different objects; nil if there is no such pair.
    private func chance(_ shapes: [[Shape]]) -> Double? {
        let every = max(1, shapes.count / Self.comparedObjects)
        let compared = stride(from: 0, to: shapes.count, by: every).map { shapes[$0] }
        guard compared.count > 1 else { return nil }
        return KrippendorffAlpha.placeDistance(across: compared, pairs: Self.comparedPairs)
    }

    private static let nothing = "No object was drawn by two people."

    private func classAlpha(_ total: NominalSums, _ samples: BreakdownSamples, n: Int) -> Estimate {
        guard total.values > 0, n > 0 else { return .undefined(Self.nothing) }
        guard let value = total.alpha else {
            return Estimate(
                value: nil, low: nil, high: nil, n: n,
                reason: "Only one class was used, so nobody could differ.")
        }
        return .resampled(value, samples.classAlpha, n: n)
    }

    private func placeAlpha(
        _ total: PlaceSums, _ samples: BreakdownSamples, chance: Double?, n: Int
    ) -> Estimate {
        guard let apart = total.apart else { return .undefined(Self.nothing) }
        guard let chance, chance > 0 else {
            return Estimate(
                value: nil, low: nil, high: nil, n: n,
                reason: chance == nil
                    ? "Only one object was drawn by two people." : "All shapes are the same.")
        }
        return .resampled(1 - apart / chance, samples.apart.map { 1 - $0 / chance }, n: n)
    }

    private func meanIoU(_ total: PlaceSums, _ samples: BreakdownSamples, n: Int) -> Estimate {
        guard let apart = total.apart else { return .undefined(Self.nothing) }
        return .resampled(1 - apart, samples.apart.map { 1 - $0 }, n: n)
    }
}
