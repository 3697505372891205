public import Labeling

/// An image that is to become gold.
public struct GoldItemDraft: Sendable {
    /// Where its answers come from.
    public enum Source: Sendable {
        /// Its known answer, as it was imported.
        case known
        /// What the people agreed on.
        case consensus
        /// Given here: one or more acceptable answers.
        case given([[GoldAnswer.Part]])
    }

    /// The image.
    public let imageID: ImageID
    /// Where people are to meet it.
    public let purpose: GoldItem.Purpose
    /// Where its answers come from.
    public let source: Source
    /// How many people may meet it; nil for the project's limit.
    public let maximumExposures: Int?

    /// An item to be.
    public init(
        imageID: ImageID, purpose: GoldItem.Purpose, source: Source, maximumExposures: Int? = nil
    ) {
        self.imageID = imageID
        self.purpose = purpose
        self.source = source
        self.maximumExposures = maximumExposures
    }
}

/// A change of an item; what is nil stays.
public struct GoldItemChange: Sendable {
    /// Where people meet it.
    public var purpose: GoldItem.Purpose?
    /// Whether it is given out and counted.
    public var state: GoldItem.State?
    /// Why.
    public var reason: String?
    /// How many people may meet it; an inner nil for the project's limit.
    public var maximumExposures: Int??
    /// The acceptable answers that take the place of the present ones; those with the identifier of a present one keep
    /// where it came from.
    public var answers: [(id: GoldAnswerID?, parts: [GoldAnswer.Part])]?

    /// A change of nothing.
    public init() {}
}

extension GoldItemDraft {
    /// Refuses a limit that lets nobody meet the item.
    static func check(maximumExposures: Int?, field: String) throws(BoxwoodError) {
        guard let maximumExposures else { return }
        guard (1...1_000_000).contains(maximumExposures) else {
            throw .invalid(field, "At least one person may meet an item, and at most a million.")
        }
    }
}

extension ReadTransaction {
    /// Refuses answers with shapes that the image cannot have.
    func check(
        _ parts: [GoldAnswer.Part], on image: LabeledImage, of project: Project, limits: WorkflowLimits,
        field: String
    ) throws {
        let rules = AnnotationRules(
            labels: try labels(of: project.id), size: image.size,
            minimumSidePixels: project.minimumSidePixels)
        var seen: Set<AnnotationID> = []
        guard parts.count <= limits.shapesPerAnswer else {
            throw BoxwoodError(
                .tooLarge, "An answer holds at most \(limits.shapesPerAnswer) shapes.", field: field)
        }
        for (index, part) in parts.enumerated() {
            let path = "\(field)[\(index)]"
            guard seen.insert(part.annotation.id).inserted else {
                throw BoxwoodError.invalid(
                    path + ".id", "Two shapes have the identifier \(part.annotation.id).")
            }
            try rules.check(part.annotation, path: path)
            _ = try TextRules.text(part.clause, field: path + ".clause", maximum: 1_000)
        }
    }
}
