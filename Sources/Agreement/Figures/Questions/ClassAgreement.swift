public import Labeling

/// The questions of an ``AgreementReport`` asked of the shapes of one class alone.
public struct ClassAgreement: Codable, Hashable, Sendable {
    /// The class.
    public let labelID: LabelClassID
    /// How many shapes got this class, on images that two or more people answered.
    public let shapes: Int
    /// Of a shape of this class: did another person draw the object, under whatever name?
    public let found: Coefficient
    /// Did another person who drew it name it so too?
    public let named: Coefficient
    /// Did another person who drew it place it the same?
    public let placed: Coefficient
    /// Found and placed in one.
    public let overall: Coefficient

    /// Figures with all their values.
    public init(
        labelID: LabelClassID, shapes: Int, found: Coefficient, named: Coefficient, placed: Coefficient,
        overall: Coefficient
    ) {
        self.labelID = labelID
        self.shapes = shapes
        self.found = found
        self.named = named
        self.placed = placed
        self.overall = overall
    }
}
