import Agreement
public import Labeling

/// Makes images gold, changes what is known about them, and sets how gold is used.
public struct ManageGold: Sendable {
    private let environment: WorkflowEnvironment

    /// Managing gold, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The settings of a project; the defaults at revision 0 where nobody set any.
    public func settings(
        of project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> (settings: GoldSettings, revision: Int) {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            let record = try tx.goldSettings(of: project)
            return (record?.settings ?? GoldSettings(), record?.revision ?? 0)
        }
    }

    /// Sets how a project uses gold; who is paused, and what is paid, follows from it at once.
    ///
    /// - Parameter revision: the revision the edit was made from; 0 for the first.
    /// - Throws: ``BoxwoodError/Code/stale`` when somebody else edited them since.
    public func set(
        _ settings: GoldSettings, revision: Int, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        try settings.check()
        let now = environment.clock.now()
        let seed = Int64(truncatingIfNeeded: Self.number(environment.identifiers.secret()))
        try await environment.store.write { [environment] tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            if let exam = settings.exam {
                let pool = try tx.goldItems(of: project).count { $0.purpose == .exam && $0.state == .active }
                guard pool >= exam.images else {
                    throw BoxwoodError.invalid(
                        "exam.images",
                        "There are \(pool) images for exams; make more images gold for exams first.")
                }
            }
            let record = GoldSettingsRecord(projectID: project, settings: settings, seed: seed)
            guard try tx.put(record, expectedRevision: revision == 0 ? nil : revision) else {
                throw BoxwoodError(.stale, "Somebody else changed how gold is used; look at it again.")
            }
            let people = Set(try tx.goldTurns(in: project).map(\.annotatorID))
            for person in people.sorted() {
                try tx.settlePause(of: person, in: project, at: now, identifiers: environment.identifiers)
            }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "gold.set", projectID: project,
                    subject: project.rawValue, at: now))
        }
        try await FollowRules(environment).followFailures(in: project)
    }

    /// Makes images gold, all or none; an image that is gold for the same purpose already stays as it is.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` naming the draft at fault.
    @discardableResult
    public func add(
        _ drafts: [GoldItemDraft], to project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [GoldItem] {
        guard drafts.count <= 1_000 else {
            throw BoxwoodError(.tooLarge, "A request makes at most 1,000 images gold.", field: "items")
        }
        let now = environment.clock.now()
        let items = try await environment.store.write { [environment] tx in
            let project = try tx.access(project, for: principal, atLeast: .requester).project
            if try tx.goldSettings(of: project.id) == nil {
                let seed = Int64(truncatingIfNeeded: Self.number(environment.identifiers.secret()))
                _ = try tx.put(
                    GoldSettingsRecord(projectID: project.id, settings: GoldSettings(), seed: seed),
                    expectedRevision: nil)
            }
            return try drafts.enumerated().map { index, draft in
                let field = "items[\(index)]"
                guard let image = try tx.image(draft.imageID), image.projectID == project.id else {
                    throw BoxwoodError.invalid(field + ".imageId", "The project has no such image.")
                }
                if let present = try tx.goldItem(image: image.id) {
                    guard present.purpose == draft.purpose, case .given = draft.source else {
                        guard present.purpose == draft.purpose, present.state != .voided else {
                            throw BoxwoodError(
                                .conflict, "This image is gold already; change the item instead.",
                                field: field, subject: present.id.rawValue)
                        }
                        return present
                    }
                    throw BoxwoodError(
                        .conflict, "This image is gold already; change the item instead.", field: field,
                        subject: present.id.rawValue)
                }
                try GoldItemDraft.check(
                    maximumExposures: draft.maximumExposures, field: field + ".maximumExposures")
                let answers = try tx.answers(
                    draft, on: image, of: project, limits: environment.limits,
                    identifiers: environment.identifiers, field: field)
                let item = GoldItem(
                    id: environment.identifiers.identifier(), projectID: project.id, imageID: image.id,
                    purpose: draft.purpose, answers: answers, maximumExposures: draft.maximumExposures,
                    authorID: principal.account.id, createdAt: now)
                try tx.insert(item)
                try tx.layKnown(item, at: now, identifiers: environment.identifiers)
                try tx.append(
                    AuditEvent(
                        actor: principal.account.id, action: "gold.added", projectID: project.id,
                        subject: item.id.rawValue, at: now))
                return item
            }
        }
        for item in items { await SettleConsensus(environment).afterSubmission(to: item.imageID) }
        return items
    }

    /// Changes an item; the scores and pauses of all who met it follow in the same transaction.
    ///
    /// - Parameter revision: the revision the change was made from.
    /// - Throws: ``BoxwoodError/Code/stale`` when somebody else changed it since.
    @discardableResult
    public func change(
        _ id: GoldItemID, _ change: GoldItemChange, revision: Int, in project: ProjectID,
        by principal: Principal
    ) async throws(BoxwoodError) -> GoldItem {
        let now = environment.clock.now()
        let item = try await environment.store.write { [environment] tx in
            let project = try tx.access(project, for: principal, atLeast: .requester).project
            guard var item = try tx.goldItem(id), item.projectID == project.id,
                let image = try tx.image(item.imageID)
            else { throw BoxwoodError.notFound("gold item") }
            if let limit = change.maximumExposures {
                try GoldItemDraft.check(maximumExposures: limit, field: "maximumExposures")
                item.maximumExposures = limit
            }
            if let reason = change.reason {
                item.reason = try TextRules.text(reason, field: "reason", maximum: 1_000)
            }
            item.purpose = change.purpose ?? item.purpose
            if item.state == .suspect, change.state == .active { item.trustedAt = now }
            item.state = change.state ?? item.state
            if let answers = change.answers {
                guard !answers.isEmpty, answers.count <= 20 else {
                    throw BoxwoodError.invalid("answers", "An item has 1 to 20 acceptable answers.")
                }
                let present = item.answers
                item.answers = try answers.enumerated().map { index, answer in
                    try tx.check(
                        answer.parts, on: image, of: project, limits: environment.limits,
                        field: "answers[\(index)]")
                    let known = present.first { $0.id == answer.id }
                    return GoldAnswer(
                        id: known?.id ?? environment.identifiers.identifier(),
                        origin: known?.origin ?? .given, parts: answer.parts)
                }
            }
            try tx.store(
                item, expectedRevision: revision, project: project, at: now,
                identifiers: environment.identifiers)
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "gold.changed", projectID: project.id,
                    subject: item.id.rawValue, at: now))
            item.revision = revision + 1
            return item
        }
        await SettleConsensus(environment).afterSubmission(to: item.imageID)
        try await FollowRules(environment).followFailures(in: project)
        return item
    }

    /// Pauses somebody by hand.
    public func pause(
        _ person: AccountID, reason: String, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        let reason = try TextRules.name(reason, field: "reason", maximum: 1_000)
        let now = environment.clock.now()
        try await environment.store.write { [environment] tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            guard try tx.membership(of: person, in: project) != nil else {
                throw BoxwoodError.notFound("person")
            }
            let pause = GoldPause(
                id: environment.identifiers.identifier(), projectID: project, annotatorID: person,
                reason: reason, authorID: principal.account.id, startedAt: now)
            guard try tx.insert(pause) else { return }
            try tx.noteFailure(of: person, in: project)
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "gold.paused", projectID: project,
                    subject: person.rawValue, at: now))
        }
        try await FollowRules(environment).followFailures(in: project)
    }

    /// Lifts a pause; from then on only later gold answers can lead to another, and what the server rejected with it is
    /// earned again.
    public func lift(
        _ person: AccountID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        let now = environment.clock.now()
        try await environment.store.write { [environment] tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
            guard try !tx.goldPauses(of: person, in: project).isEmpty else {
                throw BoxwoodError.notFound("pause")
            }
            guard try tx.endPause(of: person, in: project, at: now, by: principal.account.id) else { return }
            try tx.settlePay(
                of: person, in: project, reason: "Your pause was lifted; this waits for judgement again.",
                at: now, identifiers: environment.identifiers)
            try tx.noteFailure(of: person, in: project)
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "gold.unpaused", projectID: project,
                    subject: person.rawValue, at: now))
        }
        try await FollowRules(environment).followFailures(in: project)
    }

    /// 60 bits of a secret's hexadecimal digits.
    private static func number(_ secret: String) -> UInt64 { UInt64(secret.prefix(15), radix: 16) ?? 0 }
}

extension GoldSettings {
    /// Refuses settings that cannot be.
    func check() throws(BoxwoodError) {
        guard (0...0.5).contains(rate) else {
            throw .invalid("rate", "The share of gold is between 0 and 0.5.")
        }
        guard (1...1_000_000).contains(maximumExposures) else {
            throw .invalid("maximumExposures", "At least one person may meet an item, and at most a million.")
        }
        guard (0...1).contains(threshold) else {
            throw .invalid("threshold", "The threshold is between 0 and 1.")
        }
        guard (1...10_000).contains(minimumAnswers) else {
            throw .invalid("minimumAnswers", "At least one answer comes before a pause, and at most 10,000.")
        }
        guard (0...10_000).contains(recentAnswers) else {
            throw .invalid(
                "recentAnswers",
                "Between 1 and 10,000 newest answers are judged by themselves, or 0 for none.")
        }
        guard (0...10_000).contains(practiceImages) else {
            throw .invalid("practiceImages", "The number of practice images is between 0 and 10,000.")
        }
        guard let exam else { return }
        guard (1...1_000).contains(exam.images) else {
            throw .invalid("exam.images", "An exam has 1 to 1,000 images.")
        }
        guard exam.iouThreshold > 0, exam.iouThreshold <= 1 else {
            throw .invalid("exam.iouThreshold", "The IoU is above 0 and at most 1.")
        }
        guard (0...1).contains(exam.minimumF1) else {
            throw .invalid("exam.minimumF1", "The least F1 is between 0 and 1.")
        }
        guard (0...1).contains(exam.minimumClassAccuracy) else {
            throw .invalid("exam.minimumClassAccuracy", "The least share is between 0 and 1.")
        }
        guard (1...100).contains(exam.attempts) else {
            throw .invalid("exam.attempts", "One may try 1 to 100 times.")
        }
        guard (0...31_536_000).contains(exam.coolDownSeconds) else {
            throw .invalid("exam.coolDownSeconds", "The cool-down is at most a year.")
        }
    }
}
