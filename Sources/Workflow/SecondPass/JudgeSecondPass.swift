public import Geometry
public import Labeling

/// What somebody of the second group wants to say about a shape.
public struct SecondPassDraft: Sendable {
    /// The verdict's identifier, made by the client.
    public let id: SecondPassVerdictID
    /// Which shape.
    public let item: String
    /// What is thought.
    public let verdict: SecondPassVerdict.Verdict
    /// What is wrong with a bad one.
    public let reason: SecondPassVerdict.Reason?
    /// Another class.
    public let labelID: LabelClassID?
    /// Another place.
    public let shape: Shape?
    /// How long it took.
    public let milliseconds: Int64

    /// A verdict to be.
    public init(
        id: SecondPassVerdictID, item: String, verdict: SecondPassVerdict.Verdict,
        reason: SecondPassVerdict.Reason? = nil, labelID: LabelClassID? = nil, shape: Shape? = nil,
        milliseconds: Int64 = 0
    ) {
        self.id = id
        self.item = item
        self.verdict = verdict
        self.reason = reason
        self.labelID = labelID
        self.shape = shape
        self.milliseconds = milliseconds
    }
}

/// Takes what a second group says about shapes; what speaks for or against an object becomes a vote in its consensus.
public struct JudgeSecondPass: Sendable {
    private static let most = 500

    private let environment: WorkflowEnvironment

    /// Judging, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Adds verdicts on an image that the person has begun, all or none; each identifier counts once.
    ///
    /// A good shape, and a bad one whose object is there, are votes that the object exists; one that is spurious or a
    /// duplicate is a vote against it; another class is a vote for that class, another place a vote for that place. Who is
    /// unsure casts no vote: what they name is kept beside the object. Votes count as ``Adjudication``s of the wall do, by
    /// what is known of the judge.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` for an image that the person did not take;
    ///   ``BoxwoodError/Code/invalid`` naming the verdict at fault; ``BoxwoodError/Code/budgetSpent`` where the project
    ///   pays for verdicts and cannot pay for these.
    public func callAsFunction(
        _ drafts: [SecondPassDraft], on image: ImageID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        guard drafts.count <= Self.most else {
            throw BoxwoodError(
                .tooLarge, "At most \(Self.most) verdicts are taken at a time.", field: "verdicts")
        }
        let now = environment.clock.now()
        let judge = principal.account.id
        let votes = try await environment.store.write { tx -> Int in
            let access = try tx.access(project, for: principal, atLeast: .annotator)
            guard let found = try tx.image(image), found.projectID == project,
                try tx.hasSecondPass(of: judge, image: image), let settings = try tx.secondPass(of: project)
            else { throw BoxwoodError.notFound("image") }
            let items = Dictionary(
                try tx.secondPassItems(of: found, from: settings.source).map { ($0.id, $0) },
                uniquingKeysWith: { first, _ in first })
            let rules = AnnotationRules(
                labels: try tx.labels(of: project), size: found.size,
                minimumSidePixels: access.project.minimumSidePixels)
            var votes = 0
            for (index, draft) in drafts.enumerated() {
                let field = "verdicts[\(index)]"
                if let known = try tx.secondPassVerdict(draft.id) {
                    guard known.imageID == image, known.judgeID == judge, known.item == draft.item else {
                        throw BoxwoodError(.conflict, "This identifier was used for another verdict.")
                    }
                    continue
                }
                guard let item = items[draft.item] else {
                    throw BoxwoodError.invalid(field + ".item", "There is no such shape any more.")
                }
                try draft.check(against: item, rules: rules, field: field)
                let verdict = SecondPassVerdict(
                    id: draft.id, projectID: project, imageID: image, judgeID: judge, item: draft.item,
                    verdict: draft.verdict, reason: draft.reason, labelID: draft.labelID,
                    shape: draft.shape, milliseconds: draft.milliseconds,
                    drawers: Set(item.anchors.map(\.annotatorID)).sorted(), createdAt: now)
                try tx.requireBudget(forSecondPasses: 1, in: project)
                try tx.append(verdict)
                try tx.earn(for: verdict)
                if let look = draft.look(at: item) {
                    try tx.refuseWhilePinned(project)
                    try tx.append(
                        Adjudication(
                            id: Identifier(draft.id.rawValue), projectID: project, imageID: image,
                            content: .look(look), authorID: judge, createdAt: now))
                    votes += 1
                }
            }
            if try tx.secondPassWork(of: image, by: judge, from: settings.source) == nil {
                try tx.finishSecondPass(of: judge, image: image, at: now)
            }
            return votes
        }
        if votes > 0 { try await SettleConsensus(environment).settle(image) }
    }
}

extension SecondPassDraft {
    fileprivate func check(
        against item: SecondPassItem, rules: AnnotationRules, field: String
    ) throws(BoxwoodError) {
        guard AnnotationRules.isUUID(id.rawValue) else {
            throw .invalid(field + ".id", "A verdict's identifier is a UUID in lower case.")
        }
        guard (verdict == .bad) == (reason != nil) else {
            throw .invalid(field + ".reason", "What is bad has a reason, and nothing else has one.")
        }
        guard milliseconds >= 0 else { throw .invalid(field + ".milliseconds", "The time is not negative.") }
        let changes =
            (labelID.map { $0 != item.labelID } ?? false) || (shape.map { $0 != item.shape } ?? false)
        switch verdict {
        case .good, .bad:
            guard labelID == nil, shape == nil else {
                throw .invalid(
                    field + ".verdict", "Who names another class or place corrects it, or is unsure.")
            }
        case .corrected:
            guard changes else {
                throw .invalid(field + ".shape", "Name the right class or place; this is as it was.")
            }
        case .unsure: break
        }
        try rules.check(
            Annotation(
                id: Identifier(id.rawValue), labelID: labelID ?? item.labelID, shape: shape ?? item.shape),
            path: field)
    }

    /// The vote that the verdict is; nil where it is none.
    fileprivate func look(at item: SecondPassItem) -> SecondLook? {
        let other = labelID.flatMap { $0 == item.labelID ? nil : $0 }
        let vote: SecondLook.Verdict
        switch (verdict, reason) {
        case (.good, _), (.bad, .loose): vote = .right
        case (.bad, .spurious), (.bad, .duplicate): vote = .wrong
        case (.corrected, _): vote = other == nil ? .right : .relabel
        case (.unsure, _), (.bad, _): return nil
        }
        let place = verdict == .corrected ? shape.flatMap { $0 == item.shape ? nil : $0 } : nil
        return SecondLook(
            objectID: item.objectID, verdict: vote, labelID: vote == .relabel ? other : nil, shape: place,
            anchors: item.anchors, isSecondPass: true)
    }
}
