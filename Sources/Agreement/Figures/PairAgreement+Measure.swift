import Labeling

extension PairAgreement {
    /// The agreement of every two annotators of an image.
    static func all(answers: ImageAnswers, candidates: Candidates, threshold: Double) -> [PairAgreement] {
        all(
            answers: answers, ballots: candidates.ballots, overlaps: candidates.overlaps, threshold: threshold
        )
    }

    /// The same of shapes whose duplicates are merged.
    ///
    /// - Parameter visit: gets every pair of shapes, with the index of the agreement that it goes into.
    static func all(
        answers: ImageAnswers, ballots: [Ballot], overlaps: [Overlap], threshold: Double,
        visit: (Int, PairMatching.Edge) -> Void = { _, _ in }
    ) -> [PairAgreement] {
        let people = answers.annotators
        var shapes = Array(repeating: 0, count: people.count)
        for ballot in ballots { shapes[ballot.annotator] += 1 }
        let (edges, start) = edges(ballots, overlaps, people: people.count, threshold: threshold)
        var matching = PairMatching(shapes: ballots.count)

        var pairs: [PairAgreement] = []
        pairs.reserveCapacity(people.count * (people.count - 1) / 2)
        for a in people.indices {
            for b in (a + 1)..<max(people.count, a + 1) {
                let own = a * people.count + b
                var (matched, sum, sameClass) = (0, 0.0, 0)
                matching.visitBest(edges[start[own]..<start[own + 1]]) { edge in
                    matched += 1
                    sum += edge.iou
                    sameClass += edge.isSameClass ? 1 : 0
                    visit(pairs.count, edge)
                }
                let total = shapes[a] + shapes[b]
                pairs.append(
                    PairAgreement(
                        a: people[a],
                        b: people[b],
                        agreement: total == 0 ? 1 : 2 * sum / Double(total),
                        meanIoU: matched == 0 ? nil : sum / Double(matched),
                        matched: matched,
                        onlyA: shapes[a] - matched,
                        onlyB: shapes[b] - matched,
                        classMatches: sameClass
                    )
                )
            }
        }
        return pairs
    }

    /// The possible pairs of shapes of every two annotators, one list after another, and where each list begins.
    private static func edges(
        _ ballots: [Ballot], _ overlaps: [Overlap], people: Int, threshold: Double
    ) -> (edges: [PairMatching.Edge], start: [Int]) {
        var start = Array(repeating: 0, count: people * people + 1)
        var owners: [Int] = []
        var found: [PairMatching.Edge] = []
        for overlap in overlaps where overlap.iou >= threshold {
            let (left, right) = (ballots[overlap.first].annotator, ballots[overlap.second].annotator)
            let isInOrder = left < right
            let owner = isInOrder ? left * people + right : right * people + left
            start[owner + 1] += 1
            owners.append(owner)
            found.append(
                PairMatching.Edge(
                    first: isInOrder ? overlap.first : overlap.second,
                    second: isInOrder ? overlap.second : overlap.first,
                    iou: overlap.iou,
                    isSameClass: ballots[overlap.first].label == ballots[overlap.second].label))
        }
        for index in 0..<people * people { start[index + 1] += start[index] }
        var next = start
        var edges = found
        for (owner, edge) in zip(owners, found) {
            edges[next[owner]] = edge
            next[owner] += 1
        }
        return (edges, start)
    }
}
