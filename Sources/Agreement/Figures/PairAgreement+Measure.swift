import Labeling

extension PairAgreement {
    /// The agreement of every two annotators of an image.
    static func all(answers: ImageAnswers, candidates: Candidates, threshold: Double) -> [PairAgreement] {
        let people = answers.annotators
        let ballots = candidates.ballots
        var shapes = Array(repeating: 0, count: people.count)
        for ballot in ballots { shapes[ballot.annotator] += 1 }

        var edges = Array(repeating: [PairMatching.Edge](), count: people.count * people.count)
        for overlap in candidates.overlaps where overlap.iou >= threshold {
            let isSameClass = ballots[overlap.first].labelID == ballots[overlap.second].labelID
            let penalty = isSameClass ? 0 : MatchingLimits.classPreference
            // A pair of different classes is still better than none.
            let rank = max(overlap.iou - penalty, 0.001 * overlap.iou)
            let (first, second) = (ballots[overlap.first].annotator, ballots[overlap.second].annotator)
            let isInOrder = first < second
            let (a, b) = isInOrder ? (first, second) : (second, first)
            edges[a * people.count + b].append(
                PairMatching.Edge(
                    first: isInOrder ? overlap.first : overlap.second,
                    second: isInOrder ? overlap.second : overlap.first,
                    iou: overlap.iou, rank: rank))
        }

        var pairs: [PairAgreement] = []
        for a in people.indices {
            for b in (a + 1)..<max(people.count, a + 1) {
                let matches = PairMatching.best(edges[a * people.count + b])
                let total = shapes[a] + shapes[b]
                let sum = matches.reduce(0) { $0 + $1.iou }
                pairs.append(
                    PairAgreement(
                        a: people[a],
                        b: people[b],
                        agreement: total == 0 ? 1 : 2 * sum / Double(total),
                        meanIoU: matches.isEmpty ? nil : sum / Double(matches.count),
                        matched: matches.count,
                        onlyA: shapes[a] - matches.count,
                        onlyB: shapes[b] - matches.count,
                        classMatches: matches.count {
                            ballots[$0.first].labelID == ballots[$0.second].labelID
                        }
                    )
                )
            }
        }
        return pairs
    }
}
