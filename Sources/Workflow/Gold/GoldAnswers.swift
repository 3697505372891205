import Agreement
import Labeling

extension ReadTransaction {
    /// The acceptable answers that a draft means.
    func answers(
        _ draft: GoldItemDraft, on image: LabeledImage, of project: Project, limits: WorkflowLimits,
        identifiers: IdentifierSource, field: String
    ) throws -> [GoldAnswer] {
        func answer(_ origin: GoldAnswer.Origin, _ parts: [GoldAnswer.Part]) -> GoldAnswer {
            GoldAnswer(id: identifiers.identifier(), origin: origin, parts: parts)
        }
        switch draft.source {
        case .known:
            let layers = try references(image: image.id)
            guard
                let layer = layers.first(where: { $0.kind == .gold })
                    ?? layers.first(where: { $0.kind == .truth })
            else {
                throw BoxwoodError.invalid(
                    field + ".from", "No known answer of this image was imported.")
            }
            return [answer(.imported, layer.annotations.map { GoldAnswer.Part(annotation: $0) })]
        case .consensus:
            guard let record = try consensus(image: image.id) else {
                throw BoxwoodError.invalid(field + ".from", "Nobody has answered this image yet.")
            }
            let objects = try ConsensusDocument.decode(record).objects.filter(\.accepted)
            return [
                answer(
                    .consensus,
                    objects.map { object in
                        GoldAnswer.Part(
                            annotation: Annotation(
                                id: identifiers.uuid(), labelID: object.labelID, shape: object.shape,
                                flags: object.isCrowd ? .crowd : []))
                    })
            ]
        case .given(let answers):
            guard !answers.isEmpty, answers.count <= 20 else {
                throw BoxwoodError.invalid(field + ".answers", "An item has 1 to 20 acceptable answers.")
            }
            return try answers.enumerated().map { index, parts in
                try check(
                    parts, on: image, of: project, limits: limits, field: "\(field).answers[\(index)]")
                return answer(.given, parts)
            }
        }
    }
}

extension WriteTransaction {
    /// Lays an item's preferred answer under its image, whose consensus it is and whose answers it teaches from; a voided
    /// item's is taken away.
    func layKnown(_ item: GoldItem, at now: Timestamp, identifiers: IdentifierSource) throws {
        guard item.state != .voided, let answer = item.answers.first else {
            return try deleteReference(image: item.imageID, kind: .gold, source: "gold")
        }
        let present = try references(image: item.imageID).first { $0.kind == .gold && $0.source == "gold" }
        guard present?.annotations != answer.annotations else { return }
        try put(
            ReferenceLayer(
                id: identifiers.identifier(), imageID: item.imageID, kind: .gold, source: "gold",
                annotations: answer.annotations, createdAt: now))
    }

    /// Stores a changed item with all that follows: the known answer under its image, the scores of all who met it, and
    /// who is paused.
    ///
    /// - Throws: ``BoxwoodError/Code/stale`` when the item is at another revision.
    func store(
        _ item: GoldItem, expectedRevision: Int, project: Project, at now: Timestamp,
        identifiers: IdentifierSource
    ) throws {
        let turns = try goldTurns(of: item.id)
        guard try update(item, expectedRevision: expectedRevision, slots: try firstSlots(of: project)) else {
            throw BoxwoodError(.stale, "Somebody else changed this item; look at it again.")
        }
        try layKnown(item, at: now, identifiers: identifiers)
        var people: Set<AccountID> = []
        var exams: Set<GoldExamID> = []
        var changes: [GoldScoreChange] = []
        for turn in turns {
            people.insert(turn.annotatorID)
            if let exam = turn.examID { exams.insert(exam) }
            guard let ground = try goldGround(of: turn.assignmentID), let result = ground.result,
                result != turn.result || turn.itemState != item.state
            else { continue }
            try put(result, of: turn.assignmentID)
            changes.append(GoldScoreChange(turn: turn, result: result, isCounted: item.state == .active))
        }
        try follow(changes, at: now, identifiers: identifiers)
        for exam in exams.sorted() { try settleExam(exam, at: now) }
        for person in people.sorted() {
            try settlePause(of: person, in: project.id, at: now, identifiers: identifiers)
        }
    }
}
