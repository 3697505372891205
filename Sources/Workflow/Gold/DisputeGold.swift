public import Labeling

/// What a requester decides about an objection.
public struct RulingDraft: Sendable {
    /// What becomes of it.
    public let ruling: GoldDispute.Ruling
    /// What the person is told; may be empty.
    public let reply: String
    /// For ``GoldDispute/Ruling/fixed``: the answer that takes the place of the one the person was held against.
    public let parts: [GoldAnswer.Part]?

    /// A decision.
    public init(ruling: GoldDispute.Ruling, reply: String, parts: [GoldAnswer.Part]?) {
        self.ruling = ruling
        self.reply = reply
        self.parts = parts
    }
}

/// Takes objections to results on known answers, and decides them.
public struct DisputeGold: Sendable {
    private let environment: WorkflowEnvironment

    /// Disputing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Objects to a result that is shown to the person; each identifier counts once, and each result once.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` where no result of theirs is shown; ``BoxwoodError/Code/conflict`` where
    ///   they disputed it before.
    public func callAsFunction(
        _ id: GoldDisputeID, of assignment: AssignmentID, reason: String, by principal: Principal
    ) async throws(BoxwoodError) {
        guard AnnotationRules.isUUID(id.rawValue) else {
            throw .invalid("id", "A dispute's identifier is a UUID in lower case.")
        }
        let reason = try TextRules.name(reason, field: "reason", maximum: 2_000)
        let now = environment.clock.now()
        let project = try await environment.store.write { [environment] tx -> ProjectID in
            guard let turn = try tx.goldTurn(assignment), turn.annotatorID == principal.account.id,
                try tx.role(of: principal, in: turn.projectID) != nil, turn.result != nil,
                try tx.isShown(turn)
            else { throw BoxwoodError.notFound("result") }
            if let known = try tx.goldDispute(id) {
                guard known.assignmentID == assignment else {
                    throw BoxwoodError(.conflict, "This identifier was used for another dispute.")
                }
                return turn.projectID
            }
            try tx.insert(
                GoldDispute(
                    id: id, projectID: turn.projectID, itemID: turn.itemID, assignmentID: assignment,
                    annotatorID: turn.annotatorID, reason: reason, createdAt: now))
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "gold.disputed", projectID: turn.projectID,
                    subject: id.rawValue, at: now))
            try tx.checkHealth(of: turn.itemID, at: now, identifiers: environment.identifiers)
            return turn.projectID
        }
        try await FollowRules(environment).followFailures(in: project)
    }

    /// Decides an objection.
    ///
    /// Scores, exams and pauses of all who met the item follow in the same transaction, and people are told.
    ///
    /// - Throws: ``BoxwoodError/Code/conflict`` when it was decided before.
    public func decide(
        _ id: GoldDisputeID, _ draft: RulingDraft, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        let reply = try TextRules.text(draft.reply, field: "reply", maximum: 2_000)
        guard (draft.ruling == .fixed) == (draft.parts != nil) else {
            throw .invalid("parts", "A corrected answer goes with the ruling fixed, and with no other.")
        }
        let now = environment.clock.now()
        let image = try await environment.store.write { [environment] tx -> ImageID in
            let project = try tx.access(project, for: principal, atLeast: .requester).project
            guard let dispute = try tx.goldDispute(id), dispute.projectID == project.id,
                var item = try tx.goldItem(dispute.itemID), let image = try tx.image(item.imageID),
                let ground = try tx.goldGround(of: dispute.assignmentID)
            else { throw BoxwoodError.notFound("dispute") }
            guard
                try tx.decide(id, draft.ruling, reply: reply, by: principal.account.id, at: now)
            else { throw BoxwoodError(.conflict, "This dispute was decided already.") }
            try tx.insert(
                GoldNotice(
                    id: environment.identifiers.identifier(), projectID: project.id,
                    annotatorID: dispute.annotatorID, kind: .disputeDecided,
                    assignmentID: dispute.assignmentID, detail: draft.ruling.rawValue, createdAt: now))
            switch draft.ruling {
            case .upheld: break
            case .accepted:
                item.answers.append(
                    GoldAnswer(
                        id: environment.identifiers.identifier(), origin: .disputed,
                        parts: ground.submission.annotations.map { GoldAnswer.Part(annotation: $0) }))
            case .fixed:
                let parts = draft.parts ?? []
                try tx.check(
                    parts, on: image, of: project, limits: environment.limits, field: "parts")
                let index = item.answers.firstIndex { $0.id == ground.turn.result?.answerID } ?? 0
                item.answers[index] = GoldAnswer(
                    id: environment.identifiers.identifier(), origin: .given, parts: parts)
            case .voided:
                item.state = .voided
                item.reason = reply
            }
            if draft.ruling != .upheld {
                try tx.store(
                    item, expectedRevision: item.revision, project: project, at: now,
                    identifiers: environment.identifiers)
            }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "gold.disputeDecided", projectID: project.id,
                    subject: id.rawValue, at: now))
            return item.imageID
        }
        await SettleConsensus(environment).afterSubmission(to: image)
        try await FollowRules(environment).followFailures(in: project)
    }

    /// The objections of a project, newest first.
    public func list(
        in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [GoldDisputeReport] {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .requester)
            return try tx.goldDisputes(in: project).map { dispute in
                let item = try tx.goldItem(dispute.itemID)
                return GoldDisputeReport(
                    dispute: dispute, name: try tx.displayName(of: dispute.annotatorID, for: access),
                    imageName: try item.flatMap { try tx.image($0.imageID)?.name } ?? "")
            }
        }
    }

    /// Takes notice of all that the person was told so far.
    public func markSeen(in project: ProjectID, by principal: Principal) async throws(BoxwoodError) {
        let now = environment.clock.now()
        try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .annotator)
            try tx.markNoticesSeen(of: principal.account.id, in: project, at: now)
        }
    }
}

/// An objection with what one needs to see whose it is.
public struct GoldDisputeReport: Sendable {
    /// The objection.
    public let dispute: GoldDispute
    /// Who objects.
    public let name: String
    /// The image's file name.
    public let imageName: String
}
