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
/// 4. The score is existence · (½ + ½ class probability) · (0.8 + 0.2 expected IoU).
///
/// What only one person was asked about is accepted with the prior, ⅔: unverified. Crowd regions are judged with the
/// same skills and teach nothing. Polygons are merged as by quorum; the box around each stands for its place.
/// The IoU threshold of the settings scales how near shapes must be to be grouped (0.5 is what was measured); the quorum
/// is not used. Edge noise is in pixels, so unlike the quorum's, the answer does not quite scale with the image.
///
/// Sources: S. Branson, G. Van Horn, P. Perona (CVPR 2017) for existence by skill and the weight (n − 1) / n;
/// A. P. Dawid, A. M. Skene (1979) for classes.
public struct BayesConsensus: ConsensusMethod {
    /// The name in settings and files.
    public static let id = "bayes"

    /// The name shown to people.
    public static let title = "Bayesian"

    /// A candidate is accepted from this probability of existence on.
    static let acceptance = 0.5

    private let parameters: BayesParameters

    /// The method with its constants.
    public init(parameters: BayesParameters = BayesParameters()) {
        self.parameters = parameters
    }

    /// The consensus of every image, in order of image identifier: of one fit to them all.
    public func consensus(of answers: [ImageAnswers], settings: ConsensusSettings) -> [ImageConsensus] {
        fit(answers, settings: settings).consensus
    }

    /// Fits objects and skills to all answers at once, from nothing.
    ///
    /// O(votes) but for the grouping.
    public func fit(_ answers: [ImageAnswers], settings: ConsensusSettings = ConsensusSettings()) -> BayesFit
    {
        let limits = MatchingLimits(settings, classPenalty: parameters.classPenalty)
        let scenes = answers.sorted { $0.image < $1.image }.map { BayesScene($0, limits: limits) }
        let model = BayesModel(BayesConsensus.table(scenes), parameters: parameters)
        let risks = model.risks()
        var next = 0
        let consensus = scenes.enumerated().map { image, scene in
            let objects = scene.votes.indices.map { own in
                defer { next += 1 }
                return CandidateObject(scene, candidate: own, model: model, row: next)
            }
            return ImageConsensus(
                answers: scene.answers, candidates: scene.candidates, objects: objects, limits: limits,
                risk: risks[image])
        }
        return BayesFit(
            consensus: consensus, annotators: BayesConsensus.skills(model),
            realShare: model.skills.realShare)
    }

    static func isAccepted(_ estimate: CandidateEstimate) -> Bool { estimate.existence >= acceptance }

    private static func table(_ scenes: [BayesScene]) -> CandidateTable {
        let people = Set(scenes.flatMap(\.answers.annotators)).sorted()
        let labels = Set(scenes.flatMap { $0.candidates.ballots.map(\.labelID) }).sorted()
        var table = CandidateTable(people: people, labels: labels)
        for scene in scenes {
            table.beginImage(scene.answers.annotators)
            for (votes, neutral) in zip(scene.votes, scene.neutral) { table.append(votes, neutral: neutral) }
        }
        return table
    }

    private static func skills(_ model: BayesModel) -> [AnnotatorSkill] {
        let skills = model.skills
        return model.table.people.enumerated().map { index, person in
            let bias = skills.bias[index]
            return AnnotatorSkill(
                annotator: person, miss: skills.miss[index], falseMark: skills.falseMark[index],
                placeSpread: skills.spread[index], bias: [bias.x, bias.y, bias.z, bias.w],
                classAccuracy: skills.accuracy[index])
        }
    }
}
