public import Geometry
public import Labeling

/// An image that one person answered twice, the second time without knowing it.
public struct TwiceAnswered: Sendable {
    /// Who.
    public let annotator: AccountID
    /// The image.
    public let image: ImageID
    /// Its size in pixels.
    public let size: PixelSize
    /// What they drew first.
    public let first: [Annotation]
    /// What they drew the second time.
    public let second: [Annotation]

    /// An image with its two answers.
    public init(
        annotator: AccountID, image: ImageID, size: PixelSize, first: [Annotation], second: [Annotation]
    ) {
        self.annotator = annotator
        self.image = image
        self.size = size
        self.first = first
        self.second = second
    }

    /// Names for the two answers of a person, so that they are paired as those of two people are.
    fileprivate static let sides = (first: AccountID("1"), second: AccountID("2"))

    fileprivate var answers: ImageAnswers {
        let sides = Self.sides
        return ImageAnswers(
            image: image, size: size, annotators: [sides.first, sides.second],
            votes: first.map { Vote(annotation: $0, annotator: sides.first) }
                + second.map { Vote(annotation: $0, annotator: sides.second) })
    }
}

extension PairFigures {
    /// How far each person agrees with themselves: ``a`` and ``b`` are both them, their first answers and their second.
    ///
    /// - Parameters:
    ///   - repeats: the images that were answered twice, in any order.
    ///   - iouThreshold: brought into 0.05…0.95.
    public static func own(
        in repeats: [TwiceAnswered], iouThreshold: Double
    ) -> [AccountID: PairFigures] {
        Dictionary(grouping: repeats, by: \.annotator).compactMapValues { images in
            all(in: images.map(\.answers), iouThreshold: iouThreshold).first
        }.reduce(into: [:]) { people, entry in
            let (person, found) = entry
            people[person] = PairFigures(
                a: person, b: person, images: found.images, agreement: found.agreement,
                meanIoU: found.meanIoU, f1: found.f1, classAgreement: found.classAgreement,
                kappa: found.kappa)
        }
    }
}

/// How far one person agrees with all others who answered the same images, or with themselves.
public struct PersonAgreement: Codable, Hashable, Sendable {
    /// How many images that rests on.
    public let images: Int
    /// Mean IoU of all pairs of shapes; n counts pairs.
    public let meanIoU: Estimate
    /// Twice the pairs divided by the shapes of both, over all images; n counts shapes.
    public let f1: Estimate
    /// The share of pairs of shapes with the same class; n counts pairs.
    public let classAgreement: Estimate

    /// A person against everybody else; intervals resample images, however many others answered each.
    ///
    /// - Parameters:
    ///   - answers: what people drew, image by image.
    ///   - iouThreshold: brought into 0.05…0.95.
    public init(of person: AccountID, in answers: [ImageAnswers], iouThreshold: Double) {
        let threshold = MatchingLimits(ConsensusSettings(iouThreshold: iouThreshold)).pair
        self.init(
            answers.filter { $0.annotators.contains(person) && $0.annotators.count > 1 }.concurrentMap {
                image in
                let ballots = Ballots(image).all
                return PairAgreement.all(
                    answers: image, ballots: ballots, overlaps: Overlap.all(of: ballots),
                    threshold: threshold
                ).filter { $0.a == person || $0.b == person }
            })
    }

    /// A person's first answers against their second.
    ///
    /// - Parameters:
    ///   - repeats: the images that they answered twice.
    ///   - iouThreshold: brought into 0.05…0.95.
    public init(own repeats: [TwiceAnswered], iouThreshold: Double) {
        let threshold = MatchingLimits(ConsensusSettings(iouThreshold: iouThreshold)).pair
        self.init(
            repeats.map { image in
                let ballots = Ballots(image.answers).all
                return PairAgreement.all(
                    answers: image.answers, ballots: ballots, overlaps: Overlap.all(of: ballots),
                    threshold: threshold)
            })
    }

    /// Figures of the pairs of people of each image.
    private init(_ pairs: [[PairAgreement]]) {
        func ratio(_ part: (PairAgreement) -> Double, _ whole: (PairAgreement) -> Int) -> Estimate {
            let terms = pairs.map { image in
                (
                    part: image.reduce(0) { $0 + part($1) },
                    whole: Double(image.reduce(0) { $0 + whole($1) })
                )
            }
            return .ratio(of: terms, n: Int(terms.reduce(0) { $0 + $1.whole }))
        }
        images = pairs.count
        meanIoU = ratio({ ($0.meanIoU ?? 0) * Double($0.matched) }, \.matched)
        f1 = ratio({ Double(2 * $0.matched) }, { 2 * $0.matched + $0.onlyA + $0.onlyB })
        classAgreement = ratio({ Double($0.classMatches) }, \.matched)
    }
}
