import Geometry
import Labeling
import Workflow

/// A version of the guidelines in the list of all.
struct GuidelineEntryJSON: Encodable {
    let version: Int
    let note: String
    let requiresQualification: Bool
    let createdAt: String
    /// Left out for annotators.
    let author: String?
    let answers: Int?
    let agreement: EstimateJSON?

    init(_ entry: GuidelineEntry) {
        version = entry.guideline.version
        note = entry.guideline.note
        requiresQualification = entry.guideline.requiresQualification
        createdAt = entry.guideline.createdAt.rfc3339
        author = entry.author
        answers = entry.answers
        agreement = entry.agreement.map(EstimateJSON.init)
    }
}

/// A version of the guidelines with its examples.
struct GuidelineJSON: Encodable {
    let version: Int
    let instructions: String
    let note: String
    let requiresQualification: Bool
    let createdAt: String
    let author: String?
    let examples: [ExampleJSON]

    init(_ view: GuidelineView) {
        version = view.guideline.version
        instructions = view.guideline.instructions
        note = view.guideline.note
        requiresQualification = view.guideline.requiresQualification
        createdAt = view.guideline.createdAt.rfc3339
        author = view.author
        examples = view.examples.map { ExampleJSON($0, showsImage: view.showsImages) }
    }
}

/// An example as a picture of its own; annotators do not learn which image it is from.
struct ExampleJSON: Encodable {
    let id: GuidelineExampleID
    let verdict: GuidelineExample.Verdict
    let reason: String
    let labelId: LabelClassID
    let picture: String
    /// Sides of the part of the image, in its pixels; the shape is relative to it.
    let width: Double
    let height: Double
    let shape: Shape
    /// For reviewers and above.
    let imageId: ImageID?

    init(_ example: GuidelineExample, showsImage: Bool) {
        let crop = ExampleCrop(of: example.shape, in: example.size)
        id = example.id
        verdict = example.verdict
        reason = example.reason
        labelId = example.labelID
        picture = "/api/v1/projects/\(example.projectID)/guidelines/examples/\(example.id)/picture"
        width = crop.region.width
        height = crop.region.height
        shape = crop.shape
        imageId = showsImage ? example.imageID : nil
    }
}

/// What became of the guidelines between two versions.
struct GuidelineChangesJSON: Encodable {
    let from: Int
    let to: Int
    let lines: [LineJSON]
    let added: [ExampleJSON]
    let removed: [ExampleJSON]
    let notes: [String]
    let requiresQualification: Bool

    struct LineJSON: Encodable {
        let change: ComparedLine.Change
        let text: String
    }

    init(_ changes: GuidelineChanges) {
        from = changes.from
        to = changes.to.version
        lines = changes.lines.map { LineJSON(change: $0.change, text: $0.text) }
        added = changes.added.map { ExampleJSON($0, showsImage: changes.showsImages) }
        removed = changes.removed.map { ExampleJSON($0, showsImage: changes.showsImages) }
        notes = changes.notes
        requiresQualification = changes.requiresQualification
    }
}

/// Whom a version that asks people to qualify again would keep from their next image.
struct RequalificationJSON: Encodable {
    /// Without an exam nobody is asked for anything.
    let exam: Bool
    /// Annotators who have passed and would have to pass again.
    let people: Int
    /// Of these, who hold an image, which they may finish.
    let atWork: Int
    /// Of these, who find too few exam images that they never met.
    let short: Int

    init(_ preview: RequalificationPreview) {
        exam = preview.hasExam
        people = preview.people
        atWork = preview.atWork
        short = preview.short
    }
}

/// A version of the guidelines as a client wants it to be.
struct GuidelineRequest: Decodable {
    let id: GuidelineID
    let instructions: String?
    let note: String?
    let requiresQualification: Bool?
    /// Examples to keep, in order; missing: all.
    let kept: [GuidelineExampleID]?
    let added: [ExampleRequest]?

    struct ExampleRequest: Decodable {
        let id: GuidelineExampleID
        let imageId: ImageID
        let labelId: LabelClassID
        let shape: Shape
        let verdict: GuidelineExample.Verdict
        let reason: String
    }

    var draft: GuidelineDraft {
        GuidelineDraft(
            id: id, instructions: instructions, note: note ?? "",
            requiresQualification: requiresQualification ?? false, kept: kept,
            added: (added ?? []).map {
                ExampleDraft(
                    id: $0.id, imageID: $0.imageId, labelID: $0.labelId, shape: $0.shape, verdict: $0.verdict,
                    reason: $0.reason)
            })
    }
}
