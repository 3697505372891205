public import Labeling

/// How one person works, from the images they answered.
///
/// What others made of the same images is the measure. Their own votes are part of the consensus, so with few people an
/// image recall, precision and classes flatter; edges are held against the others' alone, and against the truth where
/// it is known. Intervals are of 95 %, over images.
public struct SkillCard: Codable, Hashable, Sendable {
    /// How often an object of one class was given another.
    public struct ConfusionCell: Codable, Hashable, Sendable {
        /// The class of the consensus; nil for shapes that belong to no accepted object.
        public let labelID: LabelClassID?
        /// The class the person gave it; nil where they did not draw it.
        public let said: LabelClassID?
        /// How many objects.
        public let count: Int
    }

    /// How an edge of the person's boxes lies beside the object's, in pixels; positive is to the right and down.
    public struct EdgeOffsets: Codable, Hashable, Sendable {
        /// Of the left, top, right and bottom edge.
        public let mean: [Estimate]
        /// The person's side divided by the object's, both of squares of the same area: above 1 the boxes are loose.
        public let looseness: Estimate
    }

    /// The work of a while, so that change can be seen.
    public struct Span: Codable, Hashable, Sendable {
        /// When its first answer came.
        public let from: Timestamp
        /// When its last one came.
        public let to: Timestamp
        /// The figures of its images.
        public let figures: AnnotatorFigures
        /// Seconds of work for each shape.
        public let secondsPerShape: Estimate
    }

    /// Spans have at least so many images, where there are as many.
    public static let spanImages = 10
    /// There are at most so many spans.
    public static let mostSpans = 8

    /// Against the consensus.
    public let figures: AnnotatorFigures
    /// The same of images whose answers are known alone; nil if they answered none.
    public let gold: AnnotatorFigures?
    /// What they call things, by class of the consensus and then as they said it.
    public let confusion: [ConfusionCell]
    /// How their edges lie.
    public let edges: EdgeOffsets
    /// Seconds of work for each image; n counts images whose time is known.
    public let secondsPerImage: Estimate
    /// Seconds of work for each shape.
    public let secondsPerShape: Estimate
    /// The images in order of time, cut into equal spans.
    public let spans: [Span]

    /// Measures a person's work, in O(images · votes), and 1,000 resamples for each figure.
    public init(of person: AccountID, in images: [CardImage]) {
        let images = images.sorted {
            $0.answeredAt == $1.answeredAt
                ? $0.consensus.image < $1.consensus.image : $0.answeredAt < $1.answeredAt
        }
        figures = SkillCard.figures(of: person, in: images)
        let known = images.filter(\.isGold)
        gold = known.isEmpty ? nil : SkillCard.figures(of: person, in: known)
        confusion = SkillCard.confusion(of: person, in: images)
        edges = EdgeTally(of: person, in: images).figures
        let timed = images.filter { $0.activeMilliseconds > 0 }
        secondsPerImage = .mean(of: timed.map { Double($0.activeMilliseconds) / 1000 })
        secondsPerShape = SkillCard.secondsPerShape(of: person, in: timed)
        let count = min(Self.mostSpans, max(1, images.count / Self.spanImages))
        spans =
            images.isEmpty
            ? []
            : (0..<count).map { number in
                let part = images[number * images.count / count..<(number + 1) * images.count / count]
                return SkillCard.span(of: person, in: Array(part))
            }
    }

    private static func figures(of person: AccountID, in images: [CardImage]) -> AnnotatorFigures {
        var tally = AnnotatorTally()
        for image in images { tally.add(image.consensus, of: person) }
        return tally.figures(of: person)
    }

    private static func span(of person: AccountID, in images: [CardImage]) -> Span {
        Span(
            from: images[0].answeredAt, to: images[images.count - 1].answeredAt,
            figures: figures(of: person, in: images),
            secondsPerShape: secondsPerShape(
                of: person, in: images.filter { $0.activeMilliseconds > 0 }))
    }

    private static func secondsPerShape(of person: AccountID, in images: [CardImage]) -> Estimate {
        let terms = images.map { image in
            (
                part: Double(image.activeMilliseconds) / 1000,
                whole: Double(image.answers.votes.count { $0.annotator == person })
            )
        }
        return .ratio(of: terms, n: Int(terms.reduce(0) { $0 + $1.whole }))
    }

    private static func confusion(of person: AccountID, in images: [CardImage]) -> [ConfusionCell] {
        var counts: [ConfusionKey: Int] = [:]
        for image in images where image.consensus.annotators.count > 1 || image.isGold {
            for object in image.consensus.objects where !object.neutral.contains(person) {
                let vote = object.votes.first { $0.annotator == person }
                guard object.accepted || vote != nil else { continue }
                // What nobody else drew has no class to be compared with, unless it is known.
                if object.accepted, object.votes.count == 1, vote != nil, !object.isKnown { continue }
                let key = ConfusionKey(
                    label: object.accepted ? object.labelID : nil, said: vote?.labelID)
                counts[key, default: 0] += 1
            }
        }
        return counts.sorted { $0.key < $1.key }.map {
            ConfusionCell(labelID: $0.key.label, said: $0.key.said, count: $0.value)
        }
    }
}

/// A cell of the table of classes; missing ones come last.
private struct ConfusionKey: Hashable, Comparable {
    let label: LabelClassID?
    let said: LabelClassID?

    static func < (left: ConfusionKey, right: ConfusionKey) -> Bool {
        left.label == right.label ? isBefore(left.said, right.said) : isBefore(left.label, right.label)
    }

    private static func isBefore(_ left: LabelClassID?, _ right: LabelClassID?) -> Bool {
        guard let left else { return false }
        guard let right else { return true }
        return left < right
    }
}
