import Labeling

extension AgreementReport {
    /// Measures agreement from answers and the consensus made from them.
    ///
    /// A consensus without its answers, or answers without their consensus, are left out. The order of either
    /// changes nothing. O(votes + images · pairs), and 1,000 resamples for each figure.
    ///
    /// - Parameters:
    ///   - answers: what people drew, image by image.
    ///   - consensus: what a ``ConsensusMethod`` made of it.
    public init(answers: [ImageAnswers], consensus: [ImageConsensus]) {
        var known: Set<ImageID> = []
        for answer in answers { known.insert(answer.image) }
        let images = consensus.filter { known.contains($0.image) && !$0.annotators.isEmpty }
            .sorted { $0.image < $1.image }
        let agreements = images.compactMap(\.agreement)
        self.init(
            images: images.count,
            sharedImages: agreements.count,
            agreement: agreements.isEmpty
                ? .undefined("No image has been answered by two people.") : .mean(of: agreements),
            pairs: AgreementReport.pairs(images),
            annotators: AgreementReport.annotators(images)
        )
    }

    private static func pairs(_ images: [ImageConsensus]) -> [PairFigures] {
        let all = images.flatMap(\.pairs).enumerated().sorted { left, right in
            if left.element.a != right.element.a { return left.element.a < right.element.a }
            if left.element.b != right.element.b { return left.element.b < right.element.b }
            return left.offset < right.offset
        }
        var figures: [PairFigures] = []
        var run: [PairAgreement] = []
        for (_, pair) in all {
            if let last = run.last, last.a != pair.a || last.b != pair.b {
                figures.append(PairFigures(run))
                run = []
            }
            run.append(pair)
        }
        if !run.isEmpty { figures.append(PairFigures(run)) }
        return figures
    }

    private static func annotators(_ images: [ImageConsensus]) -> [AnnotatorFigures] {
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
    fileprivate init(_ pairs: [PairAgreement]) {
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
            classAgreement: .proportion(successes: pairs.reduce(0) { $0 + $1.classMatches }, of: matched)
        )
    }
}
