public import Geometry
public import Labeling

/// What a comparison needs of a consensus object.
public struct ComparedObject: Hashable, Sendable {
    /// Its ``ConsensusObject/id``.
    public let id: String
    /// Its class.
    public let labelID: LabelClassID
    /// Where it is, in upright image pixels.
    public let shape: Shape
    /// How sure it is that there is such an object, 0…1.
    public let existence: Double
    /// The annotations behind it.
    public let members: Set<AnnotationID>

    /// An object with all its properties.
    public init(
        id: String, labelID: LabelClassID, shape: Shape, existence: Double, members: Set<AnnotationID>
    ) {
        self.id = id
        self.labelID = labelID
        self.shape = shape
        self.existence = existence
        self.members = members
    }
}

extension ImageConsensus {
    /// The accepted objects as they are compared.
    public var compared: [ComparedObject] {
        accepted.map { object in
            ComparedObject(
                id: object.id, labelID: object.labelID, shape: object.shape, existence: object.existence,
                members: Set(object.votes.map(\.annotationID)))
        }
    }
}
