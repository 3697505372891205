import Geometry
import Labeling
import Workflow

/// What somebody decided about a conflict.
struct DecisionJSON: Codable {
    struct ShapeJSON: Codable {
        let shape: Shape
        let label: LabelClassID
        let attributes: [AttributeID: AttributeValue]?
    }

    let id: AdjudicationID
    let choice: Decision.Choice
    let letter: String?
    let shapes: [ShapeJSON]
    let reason: String?
    let by: String
    let at: String

    init(_ view: DecisionView) {
        id = view.entry.id
        choice = view.decision.choice
        letter = view.decision.letter
        shapes = view.decision.shapes.map {
            ShapeJSON(shape: $0.shape, label: $0.labelID, attributes: $0.details.attributes)
        }
        reason = view.decision.reason
        by = view.by
        at = view.entry.createdAt.rfc3339
    }
}

/// A decision in the list of all, with what it was about and whether it still holds.
struct ListedDecisionJSON: Encodable {
    let decision: DecisionJSON
    let conflict: ConflictID
    let kind: QueuedConflict.Kind
    let image: ImageID
    let imageName: String
    let withdrawnBy: String?
    let withdrawnAt: String?

    private enum CodingKeys: String, CodingKey {
        case conflict, kind, image, imageName, withdrawnBy, withdrawnAt
    }

    init(_ view: DecisionView) {
        decision = DecisionJSON(view)
        conflict = view.decision.conflict.id
        kind = view.decision.conflict.kind
        image = view.entry.imageID
        imageName = view.imageName
        withdrawnBy = view.withdrawn?.by
        withdrawnAt = view.withdrawn?.at.rfc3339
    }

    /// Writes the decision's own members beside the others.
    func encode(to encoder: any Encoder) throws {
        try decision.encode(to: encoder)
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(conflict, forKey: .conflict)
        try object.encode(kind, forKey: .kind)
        try object.encode(image, forKey: .image)
        try object.encode(imageName, forKey: .imageName)
        try object.encodeIfPresent(withdrawnBy, forKey: .withdrawnBy)
        try object.encodeIfPresent(withdrawnAt, forKey: .withdrawnAt)
    }
}

/// A page of decisions.
struct DecisionPageJSON: Encodable {
    let items: [ListedDecisionJSON]
    let next: String?

    init(_ page: Page<DecisionView>) {
        items = page.items.map(ListedDecisionJSON.init)
        next = page.next
    }
}

/// That a decision was taken back.
struct WithdrawnJSON: Encodable {
    let withdrawn: AdjudicationID
    /// The conflict, open again; null where the answers no longer differ there.
    let conflict: ConflictJSON?
}

/// A decision as a client sends it.
struct DecisionRequest: Decodable {
    let id: AdjudicationID
    let choice: Decision.Choice
    let letter: String?
    let shapes: [DecisionJSON.ShapeJSON]?
    let reason: String?

    var draft: DecisionDraft {
        DecisionDraft(
            id: id, choice: choice, letter: letter,
            shapes: (shapes ?? []).map {
                DecisionDraft.Drawn(labelID: $0.label, shape: $0.shape, attributes: $0.attributes ?? [:])
            }, reason: reason)
    }
}

/// Decisions as comma-separated values (RFC 4180).
///
/// A cell that a spreadsheet would take for a formula is led in by an apostrophe.
enum DecisionCSV {
    static let head = [
        "id", "at", "by", "image", "image_name", "conflict", "kind", "choice", "letter", "objects", "reason",
        "withdrawn_at", "withdrawn_by",
    ]

    /// The cells of a decision.
    static func cells(_ view: DecisionView) -> [String] {
        let decision = view.decision
        return [
            view.entry.id.rawValue, view.entry.createdAt.rfc3339, view.by, view.entry.imageID.rawValue,
            view.imageName, decision.conflict.id.rawValue, decision.conflict.kind.rawValue,
            decision.choice.rawValue, decision.letter ?? "", String(decision.shapes.count),
            decision.reason ?? "", view.withdrawn?.at.rfc3339 ?? "", view.withdrawn?.by ?? "",
        ]
    }

    /// Cells as one line with its end.
    static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        guard safe.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
            return safe
        }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
