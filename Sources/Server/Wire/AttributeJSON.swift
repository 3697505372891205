import Labeling
import Workflow

/// A class's question as clients see it.
struct AttributeJSON: Encodable {
    let id: AttributeID
    let name: String
    let kind: LabelAttribute.Kind
    let required: Bool
    let options: [String]?
    let minimum: Double?
    let maximum: Double?
    let retired: Bool

    init(_ attribute: LabelAttribute) {
        id = attribute.id
        name = attribute.name
        kind = attribute.kind
        required = attribute.isRequired
        options = attribute.kind == .choice ? attribute.options : nil
        minimum = attribute.minimum
        maximum = attribute.maximum
        retired = attribute.isRetired
    }
}

/// A class's question as a client wants it to be.
struct AttributeRequest: Decodable {
    let id: AttributeID?
    let name: String
    let kind: String
    let required: Bool?
    let options: [String]?
    let minimum: Double?
    let maximum: Double?
    let retired: Bool?

    var draft: AttributeDraft {
        AttributeDraft(
            id: id, name: name, kind: kind, isRequired: required ?? false, options: options ?? [],
            minimum: minimum, maximum: maximum)
    }
}
