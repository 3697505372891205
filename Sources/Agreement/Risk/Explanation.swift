import Foundation
public import Labeling

/// What would change the verdict on an object.
public struct Explanation: Codable, Hashable, Sendable {
    /// The object, by ``ConsensusObject/id``.
    public let objectID: String
    /// Its existence now, 0…1.
    public let existence: Double
    /// Its existence if one more average annotator draws it where it is, 0…1; nil where nothing would change it.
    public let existenceIfDrawn: Double?
    /// Its existence if one more average annotator answers the image and draws nothing, 0…1.
    public let existenceIfNot: Double?
    /// By quorum, how many more people must answer and all draw it.
    ///
    /// 0 if it is accepted; nil if no number is enough, or if none decides.
    public let votesNeeded: Int?

    /// What would change the verdict on one object of an image; numbers only.
    ///
    /// What is known does not change. By quorum somebody asked in addition counts in what is asked for, too, so whoever answers without drawing it makes more votes necessary.
    ///
    /// - Parameters:
    ///   - object: one of the objects of `image`.
    ///   - image: the consensus.
    ///   - model: the model that the image was judged with; not used by quorum.
    ///   - settings: the settings it was made with.
    public static func whatWouldChange(
        _ object: ConsensusObject, in image: ImageConsensus, given model: CrowdModel?,
        settings: ConsensusSettings
    ) -> Explanation {
        let drew = object.votes.count
        let asked = image.annotators.count - object.neutral.count
        if object.isKnown || (object.evidence == nil && object.existence == 0) {
            return Explanation(object, drawn: nil, not: nil, needed: nil)
        }
        guard let evidence = object.evidence else {
            return Explanation(
                object, drawn: Double(drew + 1) / Double(asked + 1),
                not: Double(drew) / Double(asked + 1),
                needed: votesNeeded(drew: drew, asked: asked, quorum: settings.quorum))
        }
        let prospect = Prospect(evidence, in: image, given: model)
        return Explanation(
            object, drawn: prospect.existence(oneMoreDraws: true),
            not: prospect.existence(oneMoreDraws: false), needed: nil)
    }

    private static func votesNeeded(drew: Int, asked: Int, quorum: Double) -> Int? {
        func isReached(_ more: Int) -> Bool {
            drew + more >= CandidateObject.needed(quorum: quorum, asked: asked + more)
        }
        if isReached(0) { return 0 }
        guard quorum < 1 else { return nil }
        // From (drew + n) / (asked + n) = quorum on; what is rounded is settled by trying.
        let exact = (quorum * Double(asked) - Double(drew)) / (1 - quorum)
        guard exact < 1e9 else { return nil }
        var more = max(1, Int(exact) - 1)
        while !isReached(more) { more += 1 }
        return more
    }

    private init(_ object: ConsensusObject, drawn: Double?, not: Double?, needed: Int?) {
        objectID = object.id
        existence = object.existence
        existenceIfDrawn = drawn.map(Rounding.probability)
        existenceIfNot = not.map(Rounding.probability)
        votesNeeded = needed
    }
}

/// The existence of an object if one more person answers, all else staying as it is.
private struct Prospect {
    private let odds: ExistenceOdds
    private let recalibration: LogisticRecalibration?
    private let drew: [Int]
    private let silent: [ExistenceOdds.Silent]
    private let place: Double
    private let next: Int

    init(_ evidence: ExistenceEvidence, in image: ImageConsensus, given model: CrowdModel?) {
        let parameters = BayesParameters()
        let model = model ?? CrowdModel.unlearned(parameters)
        recalibration = model.recalibration
        let people = evidence.people.map(\.annotator)
        var skills = SkillEstimates(
            model, people: people, labels: model.classes, parameters: parameters, isSettled: false)
        let average = ExpectedRates(of: nil, in: model)
        skills.miss.append(average.miss)
        skills.falseMark.append(average.falseMark)
        odds = ExistenceOdds(skills, parameters: parameters)
        drew = people.indices.filter { evidence.people[$0].part == .drew }
        let busy = Set(image.objects.flatMap { $0.votes.map(\.annotator) })
        silent = people.indices.filter { evidence.people[$0].part == .silent }
            .map { ExistenceOdds.Silent(person: $0, isEmpty: !busy.contains(people[$0])) }
        place = evidence.place
        next = people.count
    }

    func existence(oneMoreDraws: Bool) -> Double {
        let other = ExistenceOdds.Silent(person: next, isEmpty: true)
        let terms = odds.terms(
            drew: oneMoreDraws ? drew + [next] : drew, silent: oneMoreDraws ? silent : silent + [other])
        let plain = ExistenceOdds.probability(terms.logit(place: place))
        return recalibration?.corrected(plain) ?? plain
    }
}
