import Geometry
import Labeling

extension CandidateObject {
    /// Decides by the probability of existence that a judge found.
    ///
    /// - Parameters:
    ///   - labels: the classes that the judgement counts by.
    ///   - steps: fused boxes are rounded to so many steps a pixel.
    init(
        _ candidate: BayesScene.Candidate, in scene: BayesScene, judgement: Judgement,
        labels: [LabelClassID], steps: Double
    ) {
        let order = candidate.votes.indices.sorted {
            candidate.votes[$0].annotator < candidate.votes[$1].annotator
        }
        let votes = order.map { candidate.votes[$0] }
        let shape = scene.shape(
            of: candidate, at: judgement.edges, weights: judgement.outlineWeights, steps: steps)
        let placeShares = BayesScene.placeShares(of: candidate, judgement)
        let shares = CandidateObject.shares(
            of: votes, in: shape, weights: order.map { placeShares[$0] },
            classWeights: order.map { judgement.classShares[$0] })
        let standing = ObjectStanding(candidate.standing)
        let flags = CandidateObject.flags(of: votes, weights: order.map { judgement.classShares[$0] })
        let object = ConsensusObject(
            id: standing.known?.id.rawValue ?? votes.map(\.annotationID).min()?.rawValue ?? "",
            accepted: judgement.accepted,
            labelID: labels[judgement.named[0].label],
            classPosterior: judgement.named.map { share in
                ClassShare(
                    labelID: labels[share.label],
                    probability: Rounding.probability(share.probability))
            },
            shape: shape,
            existence: judgement.existence,
            score: Rounding.probability(judgement.score),
            meanIoU: CandidateObject.meanIoU(shares),
            edgeSpread: votes.count > 1 ? CandidateObject.edgeSpread(votes.map(\.bounds)) : nil,
            isCrowd: candidate.isCrowd,
            votes: shares,
            neutral: candidate.neutral,
            placeDeviation: standing.isOpen ? Rounding.probability(judgement.deviation) : nil,
            isKnown: standing.known != nil,
            evidence: standing.isOpen
                ? ExistenceEvidence(judgement.odds, candidate: candidate, answers: scene.answers) : nil,
            flags: standing.known?.flags.subtracting(.crowd) ?? flags.set,
            flagShares: flags.shares
        )
        self.init(
            object, shapes: votes.map(\.shape),
            asked: scene.answers.annotators.count - candidate.neutral.count, needed: nil)
    }
}

/// Whether an object is known, known not to be there, or neither.
private struct ObjectStanding {
    var known: Annotation?
    var isOpen = false

    init(_ standing: BayesScene.Standing) {
        switch standing {
        case .open: isOpen = true
        case .real(let annotation): known = annotation
        case .spurious, .ignored: break
        }
    }
}

extension ExistenceEvidence {
    /// The terms with their people, rounded.
    init(_ terms: ExistenceOdds.Terms, candidate: BayesScene.Candidate, answers: ImageAnswers) {
        let drew = candidate.votes.map(\.annotator)
        var silent = terms.silent.makeIterator()
        let people = answers.annotators.enumerated().map { index, person in
            if let place = drew.firstIndex(of: index) {
                return PersonEvidence(
                    annotator: person, part: .drew, logOdds: Rounding.probability(terms.drew[place]))
            }
            if candidate.neutral.contains(person) {
                return PersonEvidence(annotator: person, part: .neutral, logOdds: 0)
            }
            return PersonEvidence(
                annotator: person, part: .silent, logOdds: Rounding.probability(silent.next() ?? 0))
        }
        self.init(
            prior: Rounding.probability(terms.prior), people: people,
            difficulty: Rounding.probability(terms.difficulty), place: Rounding.probability(terms.place),
            truncation: Rounding.probability(terms.truncation), limit: Rounding.probability(terms.limit))
    }
}
