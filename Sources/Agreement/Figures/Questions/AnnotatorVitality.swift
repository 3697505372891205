public import Labeling

/// What one annotator does to the agreement of the crowd: each coefficient with them, less the same without them.
///
/// Above 0 they raise the agreement, below 0 they lower it.
///
/// Source: Tschirschwitz and others 2022, for alpha over objects.
public struct AnnotatorVitality: Codable, Hashable, Sendable {
    /// Who.
    public let annotator: AccountID
    /// Effect on ``AgreementReport/found``.
    public let found: Estimate
    /// Effect on ``AgreementReport/named``.
    public let named: Estimate
    /// Effect on ``AgreementReport/placed``.
    public let placed: Estimate
    /// Effect on ``AgreementReport/overall``.
    public let overall: Estimate

    /// Figures with all their values.
    public init(
        annotator: AccountID, found: Estimate, named: Estimate, placed: Estimate, overall: Estimate
    ) {
        self.annotator = annotator
        self.found = found
        self.named = named
        self.placed = placed
        self.overall = overall
    }
}
