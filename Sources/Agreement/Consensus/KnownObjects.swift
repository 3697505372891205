import Geometry
import Labeling

/// The candidates of a quorum, corrected by what is known: the truth is what is accepted.
struct KnownObjects {
    /// Known objects with the votes of those who drew them, then the candidates that are none, rejected.
    let objects: [CandidateObject]

    /// - Parameters:
    ///   - known: what is on the image.
    ///   - objects: the candidates that the quorum made.
    ///   - votes: the ballots behind each.
    ///   - asked: how many people answered the image.
    ///   - threshold: the IoU from which on a candidate is a known object.
    init(
        _ known: KnownTruth, objects: [CandidateObject], votes: [[Ballot]], asked: Int, threshold: Double
    ) {
        let matching = KnownMatching(
            known.annotations, votes: votes, shapes: objects.map(\.object.shape), threshold: threshold)
        var result: [CandidateObject] = []
        for (index, candidate) in objects.enumerated() {
            if let object = matching.object[index] {
                result.append(
                    CandidateObject(
                        known: known.annotations[object], votes: votes[index],
                        neutral: candidate.object.neutral, asked: candidate.asked))
            } else {
                result.append(candidate.refuted())
            }
        }
        for object in matching.undrawn {
            result.append(
                CandidateObject(known: known.annotations[object], votes: [], neutral: [], asked: asked))
        }
        self.objects = result
    }
}

extension CandidateObject {
    /// A known object with the votes of those who drew it.
    fileprivate init(known: Annotation, votes: [Ballot], neutral: [AccountID], asked: Int) {
        let ordered = votes.sorted { $0.annotator < $1.annotator }
        let none = Array(repeating: 0.0, count: ordered.count)
        let shares = CandidateObject.shares(
            of: ordered, in: known.shape, weights: none, classWeights: none)
        var others: [LabelClassID] = []
        for label in ordered.map(\.labelID).sorted() where label != known.labelID && others.last != label {
            others.append(label)
        }
        let object = ConsensusObject(
            id: known.id.rawValue, accepted: true, labelID: known.labelID,
            classPosterior: [ClassShare(labelID: known.labelID, probability: 1)]
                + others.map { ClassShare(labelID: $0, probability: 0) },
            shape: known.shape, existence: 1, score: 1, meanIoU: CandidateObject.meanIoU(shares),
            edgeSpread: ordered.count > 1 ? CandidateObject.edgeSpread(ordered.map(\.bounds)) : nil,
            isCrowd: known.flags.contains(.crowd), votes: shares, neutral: neutral, isKnown: true,
            flags: known.flags.subtracting(.crowd),
            flagShares: CandidateObject.flags(of: ordered, weights: ordered.map { _ in 1 }).shares)
        self.init(object, asked: asked, needed: nil)
    }

    /// The same candidate as something that is known not to be there.
    fileprivate func refuted() -> CandidateObject {
        CandidateObject(object.refuted, asked: asked, needed: nil)
    }
}

extension ConsensusObject {
    /// The same candidate as something that is not there.
    var refuted: ConsensusObject {
        var refuted = self
        refuted.accepted = false
        refuted.existence = 0
        refuted.score = 0
        refuted.evidence = nil
        return refuted
    }
}
