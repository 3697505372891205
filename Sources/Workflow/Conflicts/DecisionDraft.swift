import Agreement
public import Geometry
public import Labeling

/// What somebody wants to decide about a conflict.
public struct DecisionDraft: Sendable {
    /// A shape that the decider drew.
    public struct Drawn: Sendable {
        /// Its class.
        public let labelID: LabelClassID
        /// Where it is, in upright image pixels.
        public let shape: Shape
        /// Answers to the class's questions.
        public let attributes: [AttributeID: AttributeValue]

        /// A shape with all its parts.
        public init(labelID: LabelClassID, shape: Shape, attributes: [AttributeID: AttributeValue] = [:]) {
            self.labelID = labelID
            self.shape = shape
            self.attributes = attributes
        }
    }

    /// The decision's identifier, made by the client.
    public let id: AdjudicationID
    /// What is taken.
    public let choice: Decision.Choice
    /// Whose answer, by its letter.
    public let letter: String?
    /// What the decider drew.
    public let shapes: [Drawn]
    /// Why.
    public let reason: String?

    /// A decision to be.
    public init(
        id: AdjudicationID, choice: Decision.Choice, letter: String? = nil, shapes: [Drawn] = [],
        reason: String? = nil
    ) {
        self.id = id
        self.choice = choice
        self.letter = letter
        self.shapes = shapes
        self.reason = reason
    }

    /// Characters that a reason may have.
    private static let longestReason = 500
    /// Shapes that one decision may hold.
    private static let mostShapes = 200

    /// Refuses what cannot be meant.
    func check() throws(BoxwoodError) {
        guard AnnotationRules.isUUID(id.rawValue) else {
            throw .invalid("id", "A decision's identifier is a UUID in lower case.")
        }
        if let reason { _ = try TextRules.text(reason, field: "reason", maximum: Self.longestReason) }
        guard (choice == .answer) == (letter != nil) else {
            throw .invalid("letter", "An answer is taken by its letter, and nothing else has one.")
        }
        guard (choice == .drawn) == !shapes.isEmpty else {
            throw .invalid("shapes", "Shapes belong to the choice drawn, and it needs at least one.")
        }
        guard shapes.count <= Self.mostShapes else {
            throw BoxwoodError(
                .tooLarge, "A decision holds at most \(Self.mostShapes) shapes.", field: "shapes")
        }
    }

    /// The decision about a dispute.
    ///
    /// - Parameter rules: what a drawn shape must obey.
    func decision(
        on dispute: Dispute, in source: ConflictSource, rules: AnnotationRules, identifiers: IdentifierSource
    ) throws(BoxwoodError) -> Decision {
        Decision(
            conflict: dispute.queued(on: source.input.image.id), choice: choice, letter: letter,
            shapes: try annotations(on: dispute, in: source, rules: rules, identifiers: identifiers),
            reason: reason.flatMap { $0.isEmpty ? nil : $0 }, anchors: dispute.anchors)
    }

    private func annotations(
        on dispute: Dispute, in source: ConflictSource, rules: AnnotationRules, identifiers: IdentifierSource
    ) throws(BoxwoodError) -> [Annotation] {
        switch choice {
        case .none: return []
        case .merged: return dispute.mergedAnnotations(of: source.input.answers)
        case .answer:
            let people = source.people
            guard let index = people.indices.first(where: { ConflictSource.letter($0) == letter }) else {
                throw .invalid("letter", "Nobody has the letter \(letter ?? "").")
            }
            return source.shapes(of: people[index], anchors: dispute.anchors, at: dispute.box)
        case .drawn:
            var drawn: [Annotation] = []
            for (index, shape) in shapes.enumerated() {
                let annotation = Annotation(
                    id: identifiers.uuid(), labelID: shape.labelID, shape: shape.shape,
                    details: AnnotationDetails(attributes: shape.attributes))
                try rules.check(annotation, path: "shapes[\(index)]")
                drawn.append(annotation)
            }
            return drawn
        }
    }
}
