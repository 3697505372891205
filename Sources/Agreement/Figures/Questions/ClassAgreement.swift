public import Labeling

/// The questions of an ``AgreementReport`` asked of the shapes of one class alone.
public struct ClassAgreement: Codable, Hashable, Sendable {
    /// The class.
    public let labelID: LabelClassID
    /// How many shapes got this class, on images that two or more people answered.
    public let shapes: Int
    /// Whether others drew what one person drew under this class, whatever they called it.
    public let found: Coefficient
    /// Whether others who drew it gave it this class too.
    public let named: Coefficient
    /// Whether others who drew it drew it at the same place.
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
