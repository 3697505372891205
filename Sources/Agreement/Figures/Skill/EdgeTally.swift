import Geometry
import Labeling

/// How a person's edges lie beside those of the objects they drew, image by image.
struct EdgeTally {
    private var offsets = Array(repeating: [(part: Double, whole: Double)](), count: 4)
    private var sides: [(part: Double, whole: Double)] = []
    private var objects = 0

    init(of person: AccountID, in images: [CardImage]) {
        for image in images { add(image, of: person) }
    }

    /// The figures; n counts objects.
    var figures: SkillCard.EdgeOffsets {
        SkillCard.EdgeOffsets(
            mean: offsets.map { .ratio(of: $0, n: objects) }, looseness: .ratio(of: sides, n: objects))
    }

    private mutating func add(_ image: CardImage, of person: AccountID) {
        let bounds = Dictionary(
            image.answers.votes.map { (Key($0), $0.annotation.shape.bounds) },
            uniquingKeysWith: { first, _ in first })
        var sums = SIMD4<Double>.zero
        var (side, count) = (0.0, 0.0)
        for object in image.consensus.objects where object.accepted && !object.isCrowd {
            guard let own = object.votes.first(where: { $0.annotator == person }),
                let drawn = bounds[Key(own)], let real = reference(object, without: person, bounds)
            else { continue }
            sums += edges(drawn) - edges(real)
            side += (drawn.area / real.area).squareRoot()
            count += 1
        }
        guard count > 0 else { return }
        objects += Int(count)
        for edge in 0..<4 { offsets[edge].append((sums[edge], count)) }
        sides.append((side, count))
    }

    /// Where the object is without the person's say: known, or the mean of the others' edges; nil if nobody else drew it.
    private func reference(
        _ object: ConsensusObject, without person: AccountID, _ bounds: [Key: Box]
    ) -> Box? {
        if object.isKnown { return object.shape.bounds }
        let others = object.votes.filter { $0.annotator != person }.compactMap { bounds[Key($0)] }
        guard !others.isEmpty else { return nil }
        let mean = others.reduce(SIMD4<Double>.zero) { $0 + edges($1) } / Double(others.count)
        return Box(x: mean.x, y: mean.y, width: mean.z - mean.x, height: mean.w - mean.y)
    }

    private func edges(_ box: Box) -> SIMD4<Double> { SIMD4(box.x, box.y, box.maxX, box.maxY) }

    /// A shape by who drew it: two people may have given theirs the same identifier.
    private struct Key: Hashable {
        let annotator: AccountID
        let annotation: AnnotationID

        init(_ vote: Vote) {
            annotator = vote.annotator
            annotation = vote.annotation.id
        }

        init(_ vote: VoteShare) {
            annotator = vote.annotator
            annotation = vote.annotationID
        }
    }
}
