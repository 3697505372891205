public import Labeling

/// Publishes new versions of what a project asks its annotators to do; earlier ones stay as they are.
public struct PublishGuidelines: Sendable {
    /// Examples of one version.
    static let mostExamples = 60
    private static let noteLength = 2_000
    private static let reasonLength = 500

    private let environment: WorkflowEnvironment

    /// Publishing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Publishes a version; the same identifier sent again answers with what it made.
    ///
    /// - Parameter expected: the version the change was made from.
    /// - Throws: ``BoxwoodError/Code/stale`` when there is a newer one; ``BoxwoodError/Code/invalid`` naming the field.
    public func callAsFunction(
        _ draft: GuidelineDraft, in id: ProjectID, expected: Int, by principal: Principal
    ) async throws(BoxwoodError) -> Guideline {
        guard AnnotationRules.isUUID(draft.id.rawValue) else {
            throw .invalid("id", "The identifier of a version is a UUID in lower case.")
        }
        let note = try TextRules.text(draft.note, field: "note", maximum: Self.noteLength)
        var instructions: String?
        if let text = draft.instructions {
            instructions = try TextRules.text(
                text, field: "instructions", maximum: environment.limits.instructionsLength)
        }
        let now = environment.clock.now()
        return try await environment.store.write { [instructions] tx in
            var project = try tx.access(id, for: principal, atLeast: .requester).project
            if let known = try tx.guideline(draft.id) {
                guard known.projectID == id else {
                    throw BoxwoodError(.conflict, "This identifier was used for another version.")
                }
                return known
            }
            let present = try tx.newestGuideline(of: id)
            guard (present?.version ?? 0) == expected else {
                throw BoxwoodError(
                    .stale,
                    "Somebody else published the guidelines; they are at version \(present?.version ?? 0)."
                )
            }
            let shown = try present.map { try tx.examples(of: $0.id) } ?? []
            let examples =
                try tx.kept(draft.kept, of: shown)
                + draft.added.enumerated().map { index, example in
                    try tx.example(
                        example, in: project, field: "added[\(index)]", reasonLength: Self.reasonLength)
                }
            guard examples.count <= Self.mostExamples else {
                throw BoxwoodError.invalid("added", "A version has at most \(Self.mostExamples) examples.")
            }
            let guideline = Guideline(
                id: draft.id, projectID: id, version: expected + 1,
                instructions: instructions ?? present?.instructions ?? project.instructions, note: note,
                requiresQualification: draft.requiresQualification, authorID: principal.account.id,
                createdAt: now)
            try tx.insert(guideline, examples: examples)
            if guideline.instructions != project.instructions {
                project.instructions = guideline.instructions
                _ = try tx.update(project, expectedRevision: project.revision)
            }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "guidelines.published", projectID: id,
                    subject: "\(guideline.version)", at: now))
            return guideline
        }
    }
}

extension ReadTransaction {
    fileprivate func kept(
        _ wanted: [GuidelineExampleID]?, of shown: [GuidelineExample]
    ) throws -> [GuidelineExample] {
        guard let wanted else { return shown }
        let byID = Dictionary(shown.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        guard Set(wanted).count == wanted.count else {
            throw BoxwoodError.invalid("kept", "An example stands here twice.")
        }
        return try wanted.map { id in
            guard let example = byID[id] else {
                throw BoxwoodError.invalid("kept", "The version before has no example \(id).")
            }
            return example
        }
    }

    fileprivate func example(
        _ draft: ExampleDraft, in project: Project, field: String, reasonLength: Int
    ) throws -> GuidelineExample {
        guard AnnotationRules.isUUID(draft.id.rawValue) else {
            throw BoxwoodError.invalid(field + ".id", "An example's identifier is a UUID in lower case.")
        }
        guard try example(draft.id) == nil else {
            throw BoxwoodError.invalid(field + ".id", "There is an example with this identifier already.")
        }
        guard let image = try image(draft.imageID), image.projectID == project.id else {
            throw BoxwoodError.invalid(field + ".imageId", "The project has no such image.")
        }
        try AnnotationRules(
            labels: try labels(of: project.id), size: image.size, minimumSidePixels: 1
        ).check(
            Annotation(id: Identifier(draft.id.rawValue), labelID: draft.labelID, shape: draft.shape),
            path: field)
        let reason = try TextRules.text(draft.reason, field: field + ".reason", maximum: reasonLength)
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw BoxwoodError.invalid(
                field + ".reason", "Say in a sentence why it is \(draft.verdict.rawValue).")
        }
        return GuidelineExample(
            id: draft.id, projectID: project.id, imageID: image.id, size: image.size, labelID: draft.labelID,
            shape: draft.shape, verdict: draft.verdict, reason: reason)
    }
}

extension WriteTransaction {
    /// Publishes the project's text as a version where it differs from the newest one; its examples stay.
    func publishInstructions(
        of project: Project, by author: AccountID, as id: GuidelineID, at now: Timestamp
    ) throws {
        let present = try newestGuideline(of: project.id)
        guard present?.instructions != project.instructions else { return }
        try insert(
            Guideline(
                id: id, projectID: project.id, version: (present?.version ?? 0) + 1,
                instructions: project.instructions, note: "", requiresQualification: false, authorID: author,
                createdAt: now),
            examples: try present.map { try examples(of: $0.id) } ?? [])
    }
}
