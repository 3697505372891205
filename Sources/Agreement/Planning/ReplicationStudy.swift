public import Labeling

/// An image of a pilot, with the answers of several people.
public struct PilotImage: Sendable {
    /// Its answers, as if nothing were known.
    public let answers: ImageAnswers
    /// What is really there; nil where that is not known.
    public let truth: [TruthShape]?

    /// An image with its answers.
    public init(answers: ImageAnswers, truth: [TruthShape]?) {
        self.answers = answers
        self.truth = truth
    }
}

/// A way to ask people, and the errors that its consensus is to be expected to have.
public struct StudiedPlan: Hashable, Sendable {
    /// How people are asked.
    public enum Way: Hashable, Sendable {
        /// So many for every image.
        case fixed(Int)
        /// As rules say.
        case rules
    }

    /// How people are asked.
    public let way: Way
    /// Answers an image, in the mean.
    public let answers: Double
    /// Wrong and missed objects an image at IoU 0.5, against the consensus of everybody.
    public let errors: Estimate
    /// The same against the truth, over the images where it is known.
    public let trueErrors: Estimate?
}

/// What a pilot says about how many people are needed.
///
/// Of each image that enough people answered, answers are drawn at random several times, merged, and held against the
/// consensus of all its answers and, where it is known, the truth. The consensus of all is no truth: a plan of nearly as
/// many people as the pilot had looks better than it is, so plans stop one short of that. Intervals resample images
/// (``Estimate/mean(of:)``); the drawing starts from the same seed each time, so equal answers give equal figures.
public struct ReplicationStudy: Sendable {
    /// Images that were drawn from; all have the same fewest answers.
    public let images: Int
    /// Of those, images whose truth is known.
    public let known: Int
    /// So many answers each of them has at least.
    public let fewestAnswers: Int
    /// The plans, from the fewest answers on, rules last.
    public let plans: [StudiedPlan]
    /// What one answer would score if the image were gold (``GoldResult/score``), in the mean: against the truth where it is
    /// known on enough images, else against the consensus of everybody, of which it is a part.
    public let score: Estimate
    /// How many people answered the images that were drawn from.
    public let people: Int

    /// Draws of answers of each image for each plan.
    private static let draws = 6
    /// Fewer images say nothing.
    public static let fewestImages = 5
    /// More images make the intervals little shorter.
    private static let mostImages = 300
    /// More people than this are not studied.
    private static let mostPeople = 12

    /// Studies a pilot.
    ///
    /// - Parameters:
    ///   - pilot: images in any order.
    ///   - rules: rules to study beside fixed numbers of people; nil for none.
    ///   - model: what was learned of the people.
    ///   - riskFactor: errors found divided by errors expected, where that is known.
    public init(
        of pilot: [PilotImage], rules: ReplicationRules?, method: any ConsensusMethod,
        given model: CrowdModel?, settings: ConsensusSettings, riskFactor: Double = 1
    ) {
        let fewest = Self.fewestAnswers(of: pilot)
        let chosen = Self.chosen(pilot, fewest: fewest)
        images = chosen.count
        known = chosen.count { $0.truth != nil }
        fewestAnswers = fewest
        people = Set(chosen.flatMap(\.answers.annotators)).count
        guard chosen.count >= Self.fewestImages, fewest >= 2 else {
            plans = []
            score = .undefined("There are too few images.")
            return
        }
        let most = fewest - 1
        let limited = rules.map { ReplicationRules(finish: $0.finish, maximum: min($0.maximum, most)) }
        let outcomes = chosen.enumerated().map { ($0.offset, $0.element) }.concurrentMap { index, image in
            PilotOutcome(
                of: image, people: most, draws: Self.draws, seed: UInt64(index), rules: limited,
                riskFactor: riskFactor
            ) { answers in method.consensus(of: answers, given: model, settings: settings) }
        }
        let trueScores = zip(chosen, outcomes).filter { $0.0.truth != nil }.map { $0.1.score }
        score = .mean(of: trueScores.count >= Self.fewestImages ? trueScores : outcomes.map(\.score))
        plans = (0..<(most + (limited == nil ? 0 : 1))).map { plan in
            let way: StudiedPlan.Way = plan < most ? .fixed(plan + 1) : .rules
            let truths = outcomes.compactMap { $0.plans[plan].trueErrors }
            return StudiedPlan(
                way: way,
                answers: outcomes.reduce(0) { $0 + $1.plans[plan].answers } / Double(outcomes.count),
                errors: .mean(of: outcomes.map { $0.plans[plan].errors }),
                trueErrors: truths.count >= Self.fewestImages ? .mean(of: truths) : nil)
        }
    }

    /// The largest number of answers that at least half of the images with several, and enough of them, have.
    private static func fewestAnswers(of pilot: [PilotImage]) -> Int {
        let counts = pilot.map(\.answers.annotators.count).filter { $0 >= 2 }
        let wanted = max(fewestImages, (counts.count + 1) / 2)
        let most = (2...(mostPeople + 1)).last { number in counts.count { $0 >= number } >= wanted }
        return most ?? 0
    }

    /// The images with so many answers, in order of identifier; of very many a random part.
    private static func chosen(_ pilot: [PilotImage], fewest: Int) -> [PilotImage] {
        guard fewest >= 2 else { return [] }
        var images = pilot.filter { $0.answers.annotators.count >= fewest }
            .sorted { $0.answers.image < $1.answers.image }
        guard images.count > mostImages else { return images }
        var generator = SplitMix64(seed: 0x5069_6C6F_7421)
        for index in 0..<mostImages {
            images.swapAt(index, index + generator.index(below: images.count - index))
        }
        return Array(images.prefix(mostImages))
    }

    /// The plan with the fewest answers whose errors are at most so many with a confidence of 97.5 %; nil where none is
    /// or nothing is known.
    ///
    /// Against the truth where it is known on enough images, else against the consensus of everybody.
    public func cheapest(for errors: Double) -> StudiedPlan? {
        plans.filter { plan in ((plan.trueErrors ?? plan.errors).high).map { $0 <= errors } ?? false }
            .min { $0.answers < $1.answers }
    }
}

/// What drawing from the answers of one image gave, for each plan.
private struct PilotOutcome: Sendable {
    struct Figures: Sendable {
        var answers = 0.0
        var errors = 0.0
        var trueErrors: Double?
    }

    var plans: [Figures]
    /// What its answers would score as gold, in the mean.
    let score: Double

    init(
        of image: PilotImage, people: Int, draws: Int, seed: UInt64, rules: ReplicationRules?,
        riskFactor: Double, _ merge: (ImageAnswers) -> ImageConsensus
    ) {
        plans = Array(repeating: Figures(), count: people + (rules == nil ? 0 : 1))
        if image.truth != nil { for plan in plans.indices { plans[plan].trueErrors = 0 } }
        let everybody = merge(image.answers).accepted.map {
            TruthShape(labelID: $0.labelID, shape: $0.shape, isCrowd: $0.isCrowd)
        }
        score = Self.score(of: image.answers, against: image.truth ?? everybody)
        var generator = SplitMix64(seed: 0x426F_7877_6F6F_64 &+ seed)
        for _ in 0..<draws {
            var order = image.answers.annotators
            for index in order.indices.dropLast() {
                order.swapAt(index, index + generator.index(below: order.count - index))
            }
            var stopped: Int?
            for count in 1...people {
                let part = image.answers.limited(to: order.prefix(count))
                let consensus = merge(part)
                add(consensus, answers: count, to: count - 1, of: image, everybody)
                guard let rules, stopped == nil, count >= rules.first else { continue }
                let state = rules.decision(on: StoppingFigures(consensus, riskFactor: riskFactor)).state
                if state != .open || count == people {
                    stopped = count
                    add(consensus, answers: count, to: people, of: image, everybody)
                }
            }
        }
        for plan in plans.indices {
            plans[plan].answers /= Double(draws)
            plans[plan].errors /= Double(draws)
            plans[plan].trueErrors = plans[plan].trueErrors.map { $0 / Double(draws) }
        }
    }

    /// Adds what one draw of a plan gave.
    private mutating func add(
        _ consensus: ImageConsensus, answers: Int, to plan: Int, of image: PilotImage,
        _ everybody: [TruthShape]
    ) {
        plans[plan].answers += Double(answers)
        plans[plan].errors += Self.errors(of: consensus, against: everybody)
        guard let truth = image.truth else { return }
        plans[plan].trueErrors =
            (plans[plan].trueErrors ?? 0) + Self.errors(of: consensus, against: truth)
    }

    private static func score(of answers: ImageAnswers, against truth: [TruthShape]) -> Double {
        let known = GoldAnswer(
            id: GoldAnswerID("pilot"), origin: .given,
            parts: truth.enumerated().map { number, shape in
                GoldAnswer.Part(
                    annotation: Annotation(
                        id: AnnotationID("\(number)"), labelID: shape.labelID, shape: shape.shape,
                        flags: shape.isCrowd ? .crowd : []))
            })
        let scores = answers.annotators.map { person in
            GoldComparison.best(
                answers.votes.filter { $0.annotator == person }.map(\.annotation), against: [known],
                iouThreshold: 0.5)?.score ?? 0
        }
        return scores.reduce(0, +) / Double(max(1, scores.count))
    }

    private static func errors(of consensus: ImageConsensus, against truth: [TruthShape]) -> Double {
        let found = Evaluation(of: [
            EvaluatedImage(
                image: consensus.image, truth: truth,
                predictions: consensus.accepted.map { ScoredShape($0) })
        ]).at50
        return Double(found.falsePositives + found.falseNegatives)
    }
}

extension ImageAnswers {
    /// The same image as if only these people had answered it.
    func limited(to people: some Sequence<AccountID>) -> ImageAnswers {
        let wanted = Set(people)
        return ImageAnswers(
            image: image, size: size, annotators: annotators.filter(wanted.contains),
            votes: votes.filter { wanted.contains($0.annotator) }, known: known)
    }
}
