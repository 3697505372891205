public import Labeling

extension AgreementReport {
    /// Measures agreement from answers and the consensus made from them.
    ///
    /// A consensus without its answers, or answers without their consensus, are left out. The order of either
    /// changes nothing. O(votes + images · pairs), and 1,000 resamples for each figure.
    ///
    /// - Parameters:
    ///   - answers: what people drew, image by image.
    ///   - consensus: what a ``ConsensusMethod`` made of it.
    ///   - settings: the settings it was made with; of these only the IoU threshold matters.
    public init(
        answers: [ImageAnswers], consensus: [ImageConsensus],
        settings: ConsensusSettings = ConsensusSettings()
    ) {
        var known: [ImageID: Int] = [:]
        for (index, answer) in answers.enumerated() { known[answer.image] = index }
        let consensus = consensus.filter { known[$0.image] != nil && !$0.annotators.isEmpty }
            .sorted { $0.image < $1.image }
        let agreements = consensus.compactMap(\.agreement)
        let shared = consensus.compactMap { image in known[image.image].map { answers[$0] } }
            .filter { $0.annotators.count > 1 }
        let crowd = CrowdAgreement(shared, limits: MatchingLimits(settings))
        let figures = CrowdFigures(crowd)

        images = consensus.count
        sharedImages = agreements.count
        agreement =
            agreements.isEmpty
            ? .undefined("No image has been answered by two people.") : .mean(of: agreements)
        found = figures.coefficient(.found)
        named = figures.coefficient(.named)
        placed = figures.coefficient(.placed)
        overall = figures.coefficient(.overall)
        fleissKappa = figures.fleissKappa
        placeAlpha = figures.placeAlpha
        matchedColumns = AgreementReport.matchedColumns(shared, limits: MatchingLimits(settings))
        exchanges = crowd.exchanges
        classes = figures.classes
        vitality = figures.vitality
        pairs = AgreementReport.pairs(consensus, crowd: crowd)
        annotators = AnnotatorFigures.all(in: consensus)
        copied = CopiedPair.all(in: answers, consensus: consensus)
    }

    private static func matchedColumns(_ answers: [ImageAnswers], limits: MatchingLimits) -> Estimate {
        let values = answers.concurrentMap { MatchedColumnsAlpha.of($0, iouThreshold: limits.pair) }
        return values.isEmpty
            ? .undefined("No image has been answered by two people.") : .mean(of: values.compactMap(\.self))
    }

    private static func pairs(_ images: [ImageConsensus], crowd: CrowdAgreement) -> [PairFigures] {
        let all = images.flatMap(\.pairs).enumerated().sorted { left, right in
            if left.element.a != right.element.a { return left.element.a < right.element.a }
            if left.element.b != right.element.b { return left.element.b < right.element.b }
            return left.offset < right.offset
        }
        let index = Dictionary(zip(crowd.annotators, crowd.annotators.indices)) { first, _ in first }
        var figures: [PairFigures] = []
        var run: [PairAgreement] = []
        func finish() {
            guard let first = run.first else { return }
            let tally = crowd.pairs.tally(index[first.a, default: -1], index[first.b, default: -1])
            figures.append(PairFigures(run, shared: tally))
            run = []
        }
        for (_, pair) in all {
            if let last = run.last, last.a != pair.a || last.b != pair.b { finish() }
            run.append(pair)
        }
        finish()
        return figures
    }

}

extension AnnotatorFigures {
    /// Everybody who answered against the consensus, in order of identifier.
    public static func all(in images: [ImageConsensus]) -> [AnnotatorFigures] {
        var tallies: [AccountID: AnnotatorTally] = [:]
        for image in images {
            for person in image.annotators {
                tallies[person, default: AnnotatorTally()].add(image, of: person)
            }
        }
        var people: [AccountID] = []
        for person in images.flatMap(\.annotators).sorted() where people.last != person {
            people.append(person)
        }
        return people.map { tallies[$0, default: AnnotatorTally()].figures(of: $0) }
    }
}

extension PairFigures {
    /// The figures of the same two people over several images.
    init(_ pairs: [PairAgreement], shared: PairTallies.Tally) {
        let matched = pairs.reduce(0) { $0 + $1.matched }
        let shapes = pairs.reduce(0) { $0 + 2 * $1.matched + $1.onlyA + $1.onlyB }
        self.init(
            a: pairs[0].a,
            b: pairs[0].b,
            images: pairs.count,
            agreement: .mean(of: pairs.compactMap(\.agreement)),
            meanIoU: .ratio(
                of: pairs.map { (part: ($0.meanIoU ?? 0) * Double($0.matched), whole: Double($0.matched)) },
                n: matched),
            f1: .ratio(
                of: pairs.map {
                    (part: Double(2 * $0.matched), whole: Double(2 * $0.matched + $0.onlyA + $0.onlyB))
                },
                n: shapes),
            classAgreement: .proportion(successes: pairs.reduce(0) { $0 + $1.classMatches }, of: matched),
            kappa: shared.kappa
        )
    }
}
