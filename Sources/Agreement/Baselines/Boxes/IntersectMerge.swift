public import Geometry

/// Datumaro's merge of several people's boxes and polygons: one of the drawn shapes stands for all.
///
/// 1. Boxes and polygons are merged apart. For every two sources, the shapes of the first in turn each take the free
///    shape of the other that overlaps most, at least by the threshold, the same class first where equal. A pair of the
///    same class is a link; a shape taken by another class is gone all the same.
/// 2. From each shape in turn, the links to later sources are followed: a shape joins if it reaches the threshold with
///    all that joined before, and none of these is of its source.
/// 3. The member that overlaps the mean box most stands for the group. Its score is the number of members, or the sum
///    of their scores, over the number of sources, times the mean overlap with the members. Where fewer than the quorum
///    agree, the class is taken away and the object stays.
///
/// Boxes overlap by IoU. Polygons overlap by the shared pixels over those of the **first** polygon, so a small polygon in a
/// large one of a later source is the same object, and the other way round it is not.
///
/// The package keeps groups and what is left to visit in sets of addresses, so that its answer may change from run to
/// run; here both are worked through in the order of sources and shapes. The order of the sources matters all the same.
/// The package also rounds coordinates to hundredths of a pixel and keeps them in single precision.
/// O(sources² · shapes²).
///
/// Source: `IntersectMerge` of Datumaro 1.13 (`components/merge/intersect_merge.py` and the matcher and merger it uses).
public struct IntersectMerge: Sendable {
    /// Shapes are the same object from this overlap on.
    public var iouThreshold = 0.5
    /// How many must agree for an object to keep its class.
    public var quorum = 0

    /// A merge with Datumaro's settings.
    public init() {}

    /// Which of a source's shapes it is.
    public struct Place: Hashable, Sendable {
        /// Index of the source.
        public let source: Int
        /// Index of the shape within it.
        public let shape: Int
    }

    /// One person's shape.
    public struct Drawn: Sendable {
        /// Where it is, in pixels.
        public let shape: Shape
        /// Its class.
        public let label: Int
        /// How sure its maker is; a person is sure, 1.
        public let score: Double

        /// A shape with all its properties.
        public init(shape: Shape, label: Int, score: Double = 1) {
            self.shape = shape
            self.label = label
            self.score = score
        }
    }

    /// One object.
    public struct Merged: Sendable {
        /// The shape that stands for it.
        public let shape: Shape
        /// Its class; nil where fewer than the quorum agree.
        public let label: Int?
        /// Its score, 0…1 for people's shapes.
        public let score: Double
        /// The shapes of the group, in order of source and shape.
        public let members: [Place]
    }

    /// The objects: first the boxes, then the polygons, each in order of their first member.
    public func merged(_ sources: [[Drawn]]) -> [Merged] {
        let places = sources.indices.flatMap { source in
            sources[source].indices.map { Place(source: source, shape: $0) }
        }
        func isBox(_ place: Place) -> Bool {
            if case .box = sources[place.source][place.shape].shape { true } else { false }
        }
        return [places.filter(isBox), places.filter { !isBox($0) }].flatMap { places in
            let shapes = places.map { sources[$0.source][$0.shape] }
            let overlaps = DirectedOverlaps(shapes.map(\.shape), sources: places.map(\.source))
            return groups(places, shapes, overlaps).map { group in
                object(group, shapes, overlaps, sources: sources.count, places)
            }
        }
    }

    private func object(
        _ group: [Int], _ shapes: [Drawn], _ overlaps: DirectedOverlaps, sources: Int, _ places: [Place]
    ) -> Merged {
        let bounds = group.map { shapes[$0].shape.bounds }
        let count = Double(group.count)
        func mean(_ edge: (Box) -> Double) -> Double {
            // In hundredths of a pixel, as the package keeps boxes: that decides between members as near.
            (bounds.reduce(0) { $0 + edge($1) } / count * 100).rounded(.toNearestOrEven) / 100
        }
        let middle = Box(
            minX: mean(\.x), minY: mean(\.y), maxX: mean(\.maxX), maxY: mean(\.maxY))
        var best = (member: group[0], iou: -1.0)
        for (member, box) in zip(group, bounds) {
            let iou = middle.iou(box)
            if iou > best.iou { best = (member, iou) }
        }
        let place = group.reduce(0) { $0 + overlaps[best.member, $1] } / count
        let agreed = group.reduce(0) { $0 + shapes[$1].score } / Double(sources)
        let isNamed = group.count >= quorum
        return Merged(
            shape: shapes[best.member].shape, label: isNamed ? shapes[group[0]].label : nil,
            score: isNamed ? agreed * place : place, members: group.map { places[$0] })
    }

    private func groups(_ places: [Place], _ shapes: [Drawn], _ overlaps: DirectedOverlaps) -> [[Int]] {
        let links = self.links(places, shapes, overlaps)
        var isVisited = Array(repeating: false, count: shapes.count)
        var groups: [[Int]] = []
        for first in shapes.indices where !isVisited[first] {
            var (group, waiting): ([Int], Set<Int>) = ([], [first])
            while let next = waiting.min() {
                waiting.remove(next)
                group.append(next)
                isVisited[next] = true
                for other in links[next] where !isVisited[other] {
                    let fits = group.allSatisfy { member in
                        overlaps[member, other] >= iouThreshold
                            && places[member].source != places[other].source
                    }
                    if fits { waiting.insert(other) }
                }
            }
            groups.append(group.sorted())
        }
        return groups
    }

    /// For each shape the shapes of later sources it is linked with, source by source.
    private func links(_ places: [Place], _ shapes: [Drawn], _ overlaps: DirectedOverlaps) -> [[Int]] {
        let sources = (places.map(\.source).max() ?? -1) + 1
        // By falling score, as the package sorts them.
        var ranked = Array(repeating: [Int](), count: sources)
        for shape in shapes.indices { ranked[places[shape].source].append(shape) }
        for source in ranked.indices {
            ranked[source].sort {
                shapes[$0].score == shapes[$1].score ? $0 < $1 : shapes[$0].score > shapes[$1].score
            }
        }
        var links = Array(repeating: [Int](), count: shapes.count)
        for first in 0..<sources {
            var isTaken = Array(repeating: false, count: shapes.count)
            for second in (first + 1)..<sources {
                for shape in ranked[first] {
                    let near = overlaps.from(shape).filter {
                        places[$0.other].source == second && !isTaken[$0.other] && $0.overlap >= iouThreshold
                    }
                    let best = near.max { left, right in
                        if left.overlap != right.overlap { return left.overlap < right.overlap }
                        return precedes(right.other, left.other, for: shapes[shape].label, shapes)
                    }
                    guard let best else { continue }
                    isTaken[best.other] = true
                    if shapes[best.other].label == shapes[shape].label { links[shape].append(best.other) }
                }
            }
        }
        return links
    }

    /// Whether a shape is tried before another as the partner of one of a class: the same class first, then by score.
    private func precedes(_ first: Int, _ second: Int, for label: Int, _ shapes: [Drawn]) -> Bool {
        let (one, other) = (shapes[first], shapes[second])
        if (one.label == label) != (other.label == label) { return one.label == label }
        return one.score == other.score ? first < second : one.score > other.score
    }
}
