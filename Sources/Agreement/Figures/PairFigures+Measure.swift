import Labeling

extension PairFigures {
    /// Every two annotators who answered an image in common, their shapes paired from a given IoU on.
    ///
    /// Kappa is of the classes of the pairs. In order of identifier; the order of the answers changes nothing.
    ///
    /// - Parameters:
    ///   - answers: what people drew, image by image.
    ///   - iouThreshold: brought into 0.05…0.95.
    public static func all(in answers: [ImageAnswers], iouThreshold: Double) -> [PairFigures] {
        let limits = MatchingLimits(ConsensusSettings(iouThreshold: iouThreshold))
        let images = answers.filter { $0.annotators.count > 1 }.sorted { $0.image < $1.image }
        let measured = images.concurrentMap { MeasuredPairs($0, threshold: limits.pair) }
        var runs: [Key: Run] = [:]
        for image in measured {
            for (pair, classes) in zip(image.pairs, image.classes) {
                runs[Key(a: pair.a, b: pair.b), default: Run()].add(pair, classes)
            }
        }
        return runs.keys.sorted { $0.a == $1.a ? $0.b < $1.b : $0.a < $1.a }.compactMap { runs[$0] }
            .concurrentMap(block: 1) { PairFigures($0.pairs, shared: $0.tally) }
    }

    private struct Key: Hashable {
        let a: AccountID
        let b: AccountID
    }

    /// The agreement of the same two people, image after image.
    private struct Run: Sendable {
        private(set) var pairs: [PairAgreement] = []
        private(set) var tally = PairTallies.Tally()

        mutating func add(_ pair: PairAgreement, _ classes: [PairTallies.ClassPair]) {
            pairs.append(pair)
            tally.objects += classes.count
            for pair in classes { tally.classes[pair, default: 0] += 1 }
        }
    }
}

/// The agreement of every two annotators of an image, with the classes of every pair of shapes.
private struct MeasuredPairs: Sendable {
    let pairs: [PairAgreement]
    let classes: [[PairTallies.ClassPair]]

    init(_ answers: ImageAnswers, threshold: Double) {
        let ballots = Ballots(answers).all
        let people = answers.annotators.count
        var classes = Array(repeating: [PairTallies.ClassPair](), count: people * (people - 1) / 2)
        pairs = PairAgreement.all(
            answers: answers, ballots: ballots, overlaps: Overlap.all(of: ballots), threshold: threshold
        ) { pair, edge in
            classes[pair].append(
                PairTallies.ClassPair(
                    first: ballots[edge.first].labelID, second: ballots[edge.second].labelID))
        }
        self.classes = classes
    }
}
