import Agreement
import Labeling

/// What the consensus of one image is made from, as one transaction saw it.
struct ConsensusInput: Sendable {
    let image: LabeledImage
    let submissions: [Submission]
    /// The image's known answers, where it has some.
    let gold: ReferenceLayer?
    /// What its consensus can be measured by: gold, or truth that was kept apart.
    let truth: ReferenceLayer?
    /// What was decided and seen after the answers, oldest first; only what holds.
    var adjudications: [Adjudication] = []

    var answers: ImageAnswers {
        ImageAnswers(
            image: image.id, size: image.size, annotators: submissions.map(\.annotatorID),
            votes: submissions.flatMap { submission in
                submission.annotations.map { Vote(annotation: $0, annotator: submission.annotatorID) }
            },
            known: gold.map { KnownTruth(annotations: $0.annotations) })
    }

    /// The same as if nothing were known.
    var unknown: ConsensusInput {
        ConsensusInput(image: image, submissions: submissions, gold: nil, truth: truth)
    }

    /// Names the input: the same answers, gold and decisions give the same text.
    var fingerprint: String {
        ([image.id.rawValue] + submissions.map(\.id.rawValue) + [gold?.id.rawValue ?? ""]
            + adjudications.map(\.id.rawValue)).joined(separator: " ")
    }

    /// What a method made of the answers, with what was said after them.
    func adjudicated(
        _ merged: ImageConsensus, settings: ConsensusSettings, lessons: FitLessons
    ) -> ImageConsensus {
        guard !adjudications.isEmpty else { return merged }
        return merged.adjudicated(
            by: adjudications, answers: answers, settings: settings, judges: lessons.judges ?? .none,
            model: lessons.model)
    }

    /// Whether somebody looked again after the merge.
    var wasSeenAgain: Bool { adjudications.contains { $0.look != nil } }

    /// Whether two inputs hold the same answers.
    func isSame(as other: ConsensusInput) -> Bool { fingerprint == other.fingerprint }
}

extension ReadTransaction {
    /// What the consensus of an image is made from now.
    func consensusInput(of image: LabeledImage) throws -> ConsensusInput {
        let references = try references(image: image.id)
        let gold = references.first { $0.kind == .gold }
        return ConsensusInput(
            image: image, submissions: try submissions(image: image.id), gold: gold,
            truth: gold ?? references.first { $0.kind == .truth },
            adjudications: try adjudications(image: image.id))
    }
}

extension Store {
    /// All answers to a project's images that have any, by position, read page by page.
    func answeredInputs(of project: ProjectID) async throws(BoxwoodError) -> [ConsensusInput] {
        var inputs: [ConsensusInput] = []
        try await eachPage(of: project, size: 200) { tx, image in
            try tx.consensusInput(of: image)
        } take: { page in
            inputs += page.filter { !$0.submissions.isEmpty }
        }
        return inputs
    }
}
