import Agreement
import Labeling

/// What audits have shown of single objects: whether there is something at their place.
struct ExistenceVerdicts: Sendable {
    /// By image and ``ConsensusObject/id``.
    private(set) var byImage: [ImageID: [String: Bool]] = [:]

    /// Takes in the judgement of an object; a later one replaces it.
    mutating func add(_ item: QualityAuditItem, _ judgement: AuditJudgement) {
        guard let object = item.objects.first, judgement.verdict != .withdrawn else { return }
        // An object of another class is there all the same; at another place it is not.
        let isThere = judgement.verdict == .right || judgement.reason == .misclassified
        byImage[item.imageID, default: [:]][object.id] = isThere
    }
}

extension ReadTransaction {
    /// The last judgement of every object that an audit of a project drew.
    func existenceVerdicts(of project: ProjectID) throws -> ExistenceVerdicts {
        var verdicts = ExistenceVerdicts()
        for audit in try qualityAudits(of: project).reversed() where audit.unit == .object {
            for (number, judgement) in try judgements(of: audit.id) {
                if let item = try item(number, of: audit.id) { verdicts.add(item, judgement) }
            }
        }
        return verdicts
    }
}

extension ConsensusInput {
    /// What is known of the candidates of the image: from its known answers, else from audits.
    ///
    /// The image is judged as if nothing were known of it.
    ///
    /// - Parameter model: what a fit learned, without a correction of its own.
    func observations(
        _ verdicts: ExistenceVerdicts, method: any ConsensusMethod, model: CrowdModel?,
        settings: ConsensusSettings
    ) -> [ExistenceObservation] {
        let judged = verdicts.byImage[image.id] ?? [:]
        guard !submissions.isEmpty, truth != nil || !judged.isEmpty else { return [] }
        let consensus = method.consensus(of: unknown.answers, given: model, settings: settings)
        if let truth {
            return ExistenceObservation.all(consensus, against: truth.annotations.map(TruthShape.init))
        }
        return consensus.objects.compactMap { object in
            judged[object.id].map {
                ExistenceObservation(
                    image: image.id, probability: object.existence, isRight: $0, source: .audit)
            }
        }
    }
}

extension TruthShape {
    /// A known annotation as an object that is really there.
    init(_ annotation: Annotation) {
        self.init(
            labelID: annotation.labelID, shape: annotation.shape,
            isCrowd: annotation.flags.contains(.crowd))
    }
}

extension ConsensusFit {
    /// The fit with its probabilities corrected, where the settings want that and there is enough to learn from.
    func recalibrated(
        by method: any ConsensusMethod, on inputs: [ConsensusInput], verdicts: ExistenceVerdicts,
        settings: ConsensusSettings
    ) -> ConsensusFit {
        guard settings.recalibration == .logistic, type(of: method).usesRecalibration, let model else {
            return self
        }
        let observations = inputs.flatMap {
            $0.observations(verdicts, method: method, model: model, settings: settings)
        }
        guard let learned = LogisticRecalibration.fit(observations) else { return self }
        let corrected = model.recalibrated(learned)
        let answers = Dictionary(
            inputs.map { ($0.image.id, $0.answers) }, uniquingKeysWith: { first, _ in first })
        return ConsensusFit(
            consensus: consensus.map { image in
                guard let own = answers[image.image] else { return image }
                return method.consensus(of: own, given: corrected, settings: settings)
            }, model: corrected)
    }
}
