public import Labeling

/// Everything that one fit of ``BayesConsensus`` learned: what is needed to judge another image without fitting again.
///
/// Lists are in order of identifier, and numbers are rounded to 1e-9, so the same answers give the same file.
public struct CrowdModel: Codable, Hashable, Sendable {
    /// Everybody who answered, in order of identifier.
    public let annotators: [AnnotatorSkill]
    /// The share of candidates that are objects, 0…1.
    public let realShare: Double
    /// The share of objects of each difficulty, the easy ones first; sums to 1.
    public let difficultyShares: [Double]
    /// Every class that occurred, in order of identifier.
    public let classes: [LabelClassID]
    /// How probable each class is; sums to 1.
    public let classPrior: [Double]
    /// `confusion[true · K + said]`: what is said instead when the class is wrong; rows sum to 1, the diagonal is 0.
    public let confusion: [Double]
    /// How many objects ``classPrior`` was learned from.
    public let namedObjects: Double
    /// How many objects an image has.
    public let objectCount: ObjectCount
    /// How many images were seen.
    public let images: Int
    /// The typical side of the objects in pixels: what is believed of people beforehand goes by it.
    public let typicalSide: Double
    /// What the fit judged its objects with in its last round.
    public let judging: JudgingSkills
    /// How the probability that an object exists is corrected; nil where it is given as the model has it.
    public let recalibration: LogisticRecalibration?

    /// A model with all its properties.
    public init(
        annotators: [AnnotatorSkill], realShare: Double, difficultyShares: [Double],
        classes: [LabelClassID], classPrior: [Double], confusion: [Double], namedObjects: Double,
        objectCount: ObjectCount, images: Int, typicalSide: Double, judging: JudgingSkills,
        recalibration: LogisticRecalibration? = nil
    ) {
        self.annotators = annotators
        self.realShare = realShare
        self.difficultyShares = difficultyShares
        self.classes = classes
        self.classPrior = classPrior
        self.confusion = confusion
        self.namedObjects = namedObjects
        self.objectCount = objectCount
        self.images = images
        self.typicalSide = typicalSide
        self.judging = judging
        self.recalibration = recalibration
    }

    /// The same knowledge of the people with another correction of what exists, or with none.
    public func recalibrated(_ recalibration: LogisticRecalibration?) -> CrowdModel {
        CrowdModel(
            annotators: annotators, realShare: realShare, difficultyShares: difficultyShares,
            classes: classes, classPrior: classPrior, confusion: confusion, namedObjects: namedObjects,
            objectCount: objectCount, images: images, typicalSide: typicalSide, judging: judging,
            recalibration: recalibration)
    }

    /// What was learned about somebody; nil if the fit did not see them.
    public func skill(of annotator: AccountID) -> AnnotatorSkill? {
        index(of: annotator).map { annotators[$0] }
    }

    /// How far people's edges stray, over all edges that were seen, in the unit of ``AnnotatorSkill/placeSpread``; nil if
    /// none were.
    var crowdSpread: Double? {
        let edges = annotators.reduce(0) { $0 + $1.placeSpreadRange.count }
        guard edges > 0 else { return nil }
        let squares = annotators.reduce(0) {
            $0 + $1.placeSpreadRange.count * $1.placeSpread * $1.placeSpread
        }
        return (squares / edges).squareRoot()
    }

    /// Where somebody stands in ``annotators``.
    func index(of annotator: AccountID) -> Int? {
        var (low, high) = (0, annotators.count)
        while low < high {
            let middle = (low + high) / 2
            if annotators[middle].annotator < annotator { low = middle + 1 } else { high = middle }
        }
        return low < annotators.count && annotators[low].annotator == annotator ? low : nil
    }
}

/// The skills with which a fit judged its objects last: one round older than those it reports.
///
/// An image judged again with these gives what the fit gave. Lists have one entry for each of
/// ``CrowdModel/annotators``, in the same order and the same units.
public struct JudgingSkills: Codable, Hashable, Sendable {
    /// Probability of missing an ordinary object.
    public let miss: [Double]
    /// Probability of marking what is no object.
    public let falseMark: [Double]
    /// Spread of the edges.
    public let placeSpread: [Double]
    /// Bias of the left, top, right and bottom edge.
    public let bias: [[Double]]
    /// Probability of the right class.
    public let classAccuracy: [Double]
    /// The share of candidates that are objects.
    public let realShare: Double
    /// The share of objects of each difficulty.
    public let difficultyShares: [Double]
}
