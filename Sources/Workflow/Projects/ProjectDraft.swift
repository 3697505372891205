public import Labeling

/// What a person asked a project to be; fields left nil keep their present value, or the default.
public struct ProjectDraft: Sendable {
    /// The project's name.
    public var name: String?
    /// One or two sentences for the list.
    public var summary: String?
    /// Markdown for annotators.
    public var instructions: String?
    /// The whole list of classes.
    public var labels: [LabelDraft]?
    /// People an image.
    public var replication: Int?
    /// The identifier of the consensus method.
    public var consensusMethod: String?
    /// IoU from which two shapes can be one object.
    public var iouThreshold: Double?
    /// Share of the annotators who must have drawn an object.
    public var quorum: Double?
    /// How much each person counts for a place by quorum: `none` or `skill`.
    public var placeWeights: String?
    /// How the probability of existence is corrected: `none` or `logistic`.
    public var recalibration: String?
    /// Shortest side of a box in pixels.
    public var minimumSidePixels: Double?

    /// A draft with nothing asked for.
    public init() {}
}

/// What a person asked a class to be.
public struct LabelDraft: Sendable {
    /// The class to change; nil for a new one.
    public var id: LabelClassID?
    /// Its name.
    public var name: String
    /// Its colour as `#rrggbb`, or nil for the next of the palette.
    public var color: String?
    /// The key that chooses it.
    public var key: String?
    /// What belongs to it.
    public var summary: String
    /// The whole list of its attributes; nil keeps the present ones.
    public var attributes: [AttributeDraft]?

    /// A wish for a class.
    public init(
        id: LabelClassID? = nil, name: String, color: String? = nil, key: String? = nil, summary: String = "",
        attributes: [AttributeDraft]? = nil
    ) {
        self.id = id
        self.name = name
        self.color = color
        self.key = key
        self.summary = summary
        self.attributes = attributes
    }
}

extension ProjectDraft {
    /// Colours told apart by most colour-blind people (after Okabe & Ito, "Color Universal Design", 2008), in the
    /// order in which new classes get them.
    static let palette = [
        "#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d31", "#7b4fa3", "#4d4d4d",
        "#b22222",
    ]

    /// The project that results, every field checked.
    func apply(to project: Project, limits: WorkflowLimits) throws(BoxwoodError) -> Project {
        var project = project
        if let name { project.name = try TextRules.name(name, field: "name", maximum: limits.nameLength) }
        if let summary {
            project.summary = try TextRules.text(summary, field: "description", maximum: 2_000)
        }
        if let instructions {
            project.instructions = try TextRules.text(
                instructions, field: "instructions", maximum: limits.instructionsLength)
        }
        if let replication {
            guard (1...100).contains(replication) else {
                throw .invalid("replication", "Between 1 and 100 people draw on an image.")
            }
            project.replication = replication
        }
        if let consensusMethod {
            project.consensus.method = consensusMethod
            _ = try project.consensus.consensusMethod()
        }
        if let iouThreshold {
            guard iouThreshold >= 0.05, iouThreshold <= 0.95 else {
                throw .invalid("iouThreshold", "The IoU threshold lies between 0.05 and 0.95.")
            }
            project.consensus.iouThreshold = iouThreshold
        }
        if let quorum {
            guard quorum > 0, quorum <= 1 else {
                throw .invalid("quorum", "The quorum is a share of the annotators above 0 and at most 1.")
            }
            project.consensus.quorum = quorum
        }
        if let placeWeights {
            guard let weights = PlaceWeights(rawValue: placeWeights) else {
                let names = PlaceWeights.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalid("placeWeights", "There are no weights \(placeWeights); there are \(names).")
            }
            project.consensus.weights = weights
        }
        if let recalibration {
            guard let choice = Recalibration(rawValue: recalibration) else {
                let names = Recalibration.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalid(
                    "recalibration", "There is no recalibration \(recalibration); there are \(names).")
            }
            project.consensus.recalibration = choice
        }
        if let minimumSidePixels {
            guard minimumSidePixels >= 0, minimumSidePixels <= 1000 else {
                throw .invalid("minimumSidePixels", "The shortest side lies between 0 and 1000 pixels.")
            }
            project.minimumSidePixels = minimumSidePixels
        }
        return project
    }

    /// The classes that result: named ones changed or added in their order, missing ones retired.
    func apply(
        to present: [LabelClass], project: ProjectID, limits: WorkflowLimits, identifiers: IdentifierSource
    ) throws(BoxwoodError) -> [LabelClass] {
        guard let labels else { return present }
        guard labels.count <= limits.labelsPerProject else {
            throw .invalid("labels", "A project has at most \(limits.labelsPerProject) classes.")
        }
        var result: [LabelClass] = []
        var remaining = present
        var nextPosition = (present.map(\.position).max() ?? -1) + 1
        for (index, draft) in labels.enumerated() {
            let field = "labels[\(index)]"
            let color = try Self.color(draft.color, position: present.count + index, field: field + ".color")
            let name = try TextRules.name(draft.name, field: field + ".name", maximum: limits.nameLength)
            let summary = try TextRules.text(draft.summary, field: field + ".description", maximum: 2_000)
            let key = try Self.key(draft.key, field: field + ".key")
            if result.contains(where: { $0.name == name }) {
                throw .invalid(field + ".name", "There are two classes called \(name).")
            }
            if let key, result.contains(where: { $0.key == key }) {
                throw .invalid(field + ".key", "Two classes share the key \(key).")
            }
            let match = remaining.firstIndex { label in
                draft.id.map { $0 == label.id } ?? (label.name == name)
            }
            if let id = draft.id, match == nil {
                throw .invalid(field + ".id", "The project has no class \(id).")
            }
            if let match {
                var label = remaining.remove(at: match)
                label.name = name
                label.color = color
                label.key = key
                label.summary = summary
                label.isRetired = false
                label.attributes = try AttributeDraft.apply(
                    draft.attributes, to: label.attributes, field: field, identifiers: identifiers)
                result.append(label)
            } else {
                result.append(
                    LabelClass(
                        id: identifiers.identifier(), projectID: project, name: name, color: color, key: key,
                        summary: summary, position: nextPosition,
                        attributes: try AttributeDraft.apply(
                            draft.attributes, to: [], field: field, identifiers: identifiers)))
                nextPosition += 1
            }
        }
        let retired = remaining.map { label in
            var label = label
            label.isRetired = true
            label.key = nil
            return label
        }
        for label in retired {
            if let index = result.firstIndex(where: { $0.name == label.name }) {
                throw .invalid("labels[\(index)].name", "A retired class is called \(label.name) already.")
            }
        }
        return result + retired
    }

    private static func color(_ color: String?, position: Int, field: String) throws(BoxwoodError) -> String {
        guard let color else { return palette[position % palette.count] }
        let digits = color.dropFirst()
        guard color.hasPrefix("#"), digits.count == 6, digits.allSatisfy({ $0.isASCII && $0.isHexDigit })
        else {
            throw .invalid(field, "A colour is written #rrggbb.")
        }
        return color.lowercased()
    }

    private static func key(_ key: String?, field: String) throws(BoxwoodError) -> String? {
        guard let key, !key.isEmpty else { return nil }
        guard key.count == 1, let character = key.first, character.isASCII, character.isNumber else {
            throw .invalid(field, "A class's key is one digit.")
        }
        return key
    }
}
