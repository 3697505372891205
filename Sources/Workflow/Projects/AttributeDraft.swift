public import Labeling

/// What a person asked a class's attribute to be.
public struct AttributeDraft: Sendable {
    /// The attribute to change; nil for a new one, or the one of that name.
    public var id: AttributeID?
    /// Its name.
    public var name: String
    /// The name of its kind.
    public var kind: String
    /// Whether every object needs an answer.
    public var isRequired: Bool
    /// What a choice offers.
    public var options: [String]
    /// The least a number may be.
    public var minimum: Double?
    /// The most a number may be.
    public var maximum: Double?

    /// A wish for an attribute.
    public init(
        id: AttributeID? = nil, name: String, kind: String, isRequired: Bool = false, options: [String] = [],
        minimum: Double? = nil, maximum: Double? = nil
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.options = options
        self.minimum = minimum
        self.maximum = maximum
    }
}

extension AttributeDraft {
    private static let attributesPerClass = 50
    private static let optionsPerChoice = 200
    private static let nameLength = 100

    /// The attributes that result: named ones changed or added in their order, missing ones and missing options retired.
    ///
    /// - Parameter field: the class's place in the request, for errors.
    static func apply(
        _ drafts: [AttributeDraft]?, to present: [LabelAttribute], field: String,
        identifiers: IdentifierSource
    ) throws(BoxwoodError) -> [LabelAttribute] {
        guard let drafts else { return present }
        guard drafts.count <= attributesPerClass else {
            throw .invalid(field + ".attributes", "A class has at most \(attributesPerClass) attributes.")
        }
        var result: [LabelAttribute] = []
        var remaining = present
        for (index, draft) in drafts.enumerated() {
            let field = field + ".attributes[\(index)]"
            let match = remaining.firstIndex { attribute in
                draft.id.map { $0 == attribute.id } ?? (attribute.name == draft.name && !attribute.isRetired)
            }
            if let id = draft.id, match == nil {
                throw .invalid(field + ".id", "The class has no attribute \(id).")
            }
            let attribute = try draft.attribute(
                changing: match.map { remaining.remove(at: $0) }, field: field, identifiers: identifiers)
            if result.contains(where: { $0.name == attribute.name }) {
                throw .invalid(field + ".name", "There are two attributes called \(attribute.name).")
            }
            result.append(attribute)
        }
        return result
            + remaining.map { attribute in
                var attribute = attribute
                attribute.isRetired = true
                return attribute
            }
    }

    private func attribute(
        changing present: LabelAttribute?, field: String, identifiers: IdentifierSource
    ) throws(BoxwoodError) -> LabelAttribute {
        guard let kind = LabelAttribute.Kind(rawValue: kind) else {
            let kinds = LabelAttribute.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid(field + ".kind", "The kinds of attributes are \(kinds).")
        }
        if let present, present.kind != kind {
            throw .invalid(
                field + ".kind", "The kind of an attribute stays; remove this one and add a new one.")
        }
        let options = kind == .choice ? try checkedOptions(field: field) : []
        let isNumber = kind == .number
        if isNumber, let minimum, let maximum, minimum > maximum {
            throw .invalid(field + ".minimum", "The minimum is above the maximum.")
        }
        let earlier = (present?.options ?? []) + (present?.retiredOptions ?? [])
        return LabelAttribute(
            id: present?.id ?? identifiers.identifier(),
            name: try TextRules.name(name, field: field + ".name", maximum: Self.nameLength), kind: kind,
            isRequired: isRequired, options: options,
            retiredOptions: earlier.filter { !options.contains($0) },
            minimum: isNumber ? minimum : nil, maximum: isNumber ? maximum : nil)
    }

    private func checkedOptions(field: String) throws(BoxwoodError) -> [String] {
        guard (1...Self.optionsPerChoice).contains(options.count) else {
            throw .invalid(field + ".options", "A choice has 1 to \(Self.optionsPerChoice) options.")
        }
        var checked: [String] = []
        for (index, option) in options.enumerated() {
            let field = field + ".options[\(index)]"
            let option = try TextRules.name(option, field: field, maximum: Self.nameLength)
            guard !checked.contains(option) else {
                throw .invalid(field, "The option \(option) appears twice.")
            }
            checked.append(option)
        }
        return checked
    }
}
