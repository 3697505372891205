import Geometry
public import Labeling

/// The most probable answer, weighing people by what they show of themselves over all images.
///
/// 1. Shapes of different people are grouped by place, best pair first (average linkage, one shape a person); classes
///    that differ cost 0.1 IoU.
/// 2. In twelve rounds, by expectation maximisation, it estimates for every group the edges of its box (a robust mean,
///    the exact weighing more), whether it is an object at all (from who drew it and who did not, with three levels of
///    difficulty), and its class; and then for everybody how much they miss, what they mark for nothing, how exact
///    and how biased their edges are and how often their class is right.
/// 3. It accepts what exists with a probability of at least ½, and keeps the other candidates.
/// 4. The score is existence · (½ + ½ class probability) · (½ + ½ expected IoU). The IoU is expected from how exact its
///    people are and from how their edges lie at this object.
///
/// What only one person was asked about is accepted with the prior, ⅔: unverified. Crowd regions are judged with the
/// same skills and teach nothing. Polygons are merged as by quorum; the box around each stands for its place.
/// Where the truth of an image is known, it is the consensus, and teaches about the people with its weight.
/// The IoU threshold of the settings scales how near shapes must be to be grouped (0.5 is what was measured); the quorum
/// is not used. What is believed of people's edges beforehand goes by the typical size of the objects, so the answer
/// scales with the images. Probabilities are rounded to 1e-6 and fused boxes to 0.01 px.
///
/// Sources: S. Branson, G. Van Horn, P. Perona (CVPR 2017) for existence by skill and the weight (n − 1) / n;
/// A. P. Dawid, A. M. Skene (1979) for classes.
public struct BayesConsensus: ConsensusMethod {
    /// The name in settings and files.
    public static let id = "bayes"

    /// The name shown to people.
    public static let title = "Bayesian"

    /// Existence is a probability; no share of people decides.
    public static let usesQuorum = false

    /// Everybody's weight is part of the model.
    public static let usesWeights = false

    /// A model of the people carries the correction of their probabilities.
    public static let usesRecalibration = true

    /// It learns how people see from all images at once.
    public static func learns(with settings: ConsensusSettings) -> Bool { true }

    /// A candidate is accepted from this probability of existence on.
    static let acceptance = 0.5

    private let parameters: BayesParameters

    /// The method with its constants.
    public init(parameters: BayesParameters = BayesParameters()) {
        self.parameters = parameters
    }

    /// The consensus of every image, in order of image identifier, and what was learned on the way.
    public func fit(_ answers: [ImageAnswers], settings: ConsensusSettings) -> ConsensusFit {
        let fit = learn(from: answers, settings: settings)
        return ConsensusFit(consensus: fit.consensus, model: fit.model)
    }

    /// Fits objects and skills to all answers at once, with the usual settings.
    public func fit(_ answers: [ImageAnswers]) -> BayesFit { learn(from: answers) }

    /// Of so many images the groups are kept while the model is fitted; of more they are made again for judging, which
    /// takes a quarter longer and a fraction of the memory.
    private static let mostScenesKept = 10_000
    /// Images whose groups are made at a time.
    private static let page = 1000

    /// Fits objects and skills to all answers at once, from nothing.
    ///
    /// O(votes) but for the grouping; on all cores.
    public func learn(
        from answers: [ImageAnswers], settings: ConsensusSettings = ConsensusSettings()
    ) -> BayesFit {
        let limits = MatchingLimits(settings, classPenalty: parameters.classPenalty)
        let answers = answers.sorted { $0.image < $1.image }
        var table = CandidateTable(
            people: BayesConsensus.people(in: answers), labels: BayesConsensus.labels(in: answers))
        var starts: [Int] = []
        var kept: [BayesScene] = []
        for start in stride(from: 0, to: answers.count, by: BayesConsensus.page) {
            let scenes = Array(answers[start..<min(start + BayesConsensus.page, answers.count)])
                .concurrentMap { BayesScene($0, limits: limits) }
            for scene in scenes {
                starts.append(table.count)
                table.append(scene)
            }
            if answers.count <= BayesConsensus.mostScenesKept { kept += scenes }
        }
        let model = CrowdModel(BayesModel(table, parameters: parameters))
        let judge = BayesJudge(model, for: table, parameters: parameters)
        let consensus = Array(answers.indices).concurrentMap { [kept, starts] image in
            judge.consensus(
                of: kept.isEmpty ? BayesScene(answers[image], limits: limits) : kept[image], image: image,
                first: starts[image], limits: limits)
        }
        return BayesFit(consensus: consensus, model: model)
    }

    /// Everybody who answered an image, in order of identifier.
    private static func people(in answers: [ImageAnswers]) -> [AccountID] {
        var people: Set<AccountID> = []
        for image in answers { people.formUnion(image.annotators) }
        return people.sorted()
    }

    /// Every class that was named or is known, in order of identifier.
    private static func labels(in answers: [ImageAnswers]) -> [LabelClassID] {
        var labels = PositionIndex<LabelClassID>()
        for image in answers {
            for vote in image.votes { _ = labels.position(of: vote.annotation.labelID) }
            for annotation in image.known?.annotations ?? [] {
                _ = labels.position(of: annotation.labelID)
            }
        }
        return labels.keys.sorted()
    }

    /// The consensus of one image with what a fit learned before; people and classes it does not know get the priors.
    ///
    /// With the model of a fit to the same image among others it is exactly what that fit gave.
    public func consensus(
        of answers: ImageAnswers, given model: CrowdModel?, settings: ConsensusSettings
    ) -> ImageConsensus {
        let limits = MatchingLimits(settings, classPenalty: parameters.classPenalty)
        let scene = BayesScene(answers, limits: limits)
        let labels = Set(model?.classes ?? []).union(BayesConsensus.labels(in: [answers])).sorted()
        var table = CandidateTable(people: answers.annotators, labels: labels)
        table.append(scene)
        let model = model ?? CrowdModel.unlearned(parameters, side: table.typicalSide)
        let judge = BayesJudge(model, for: table, parameters: parameters)
        return judge.consensus(of: scene, image: 0, first: 0, limits: limits)
    }
}

extension BayesJudge {
    /// The consensus of one image.
    ///
    /// - Parameters:
    ///   - scene: its candidates.
    ///   - image: its index in the table.
    ///   - first: the index of its first candidate in the table.
    fileprivate func consensus(
        of scene: BayesScene, image: Int, first: Int, limits: MatchingLimits
    ) -> ImageConsensus {
        var place = FusedPlace()
        let judgements = scene.candidates.indices.map { judgement(on: first + $0, place: &place) }
        let objects = judgements.indices.map { index in
            CandidateObject(
                scene.candidates[index], in: scene, judgement: judgements[index],
                outlineWeights: { outlineWeights(first + index) }, steps: parameters.placeStepsPerPixel)
        }
        let parts = scene.answers.known == nil ? risk(of: image, judgements) : RiskParts.nothing
        return ImageConsensus(
            answers: scene.answers, candidates: scene.grouping, objects: objects, limits: limits,
            risk: Rounding.probability(parts.total), riskParts: parts)
    }
}
