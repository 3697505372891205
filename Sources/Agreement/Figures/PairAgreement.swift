public import Labeling

/// How far two annotators agree on one image.
///
/// Their shapes are paired one to one so that the sum of IoU over the pairs is the largest possible, among pairs
/// whose IoU reaches the threshold. Place alone decides; where places are nearly equal (0.1 of IoU) the same class
/// is preferred. Crowd regions pair only with crowd regions. A box and a polygon are compared by the box around
/// the polygon.
public struct PairAgreement: Codable, Hashable, Sendable {
    /// The annotator with the lower identifier.
    public let a: AccountID
    /// The annotator with the higher identifier.
    public let b: AccountID
    /// Twice the sum of IoU over the pairs, divided by the number of shapes of both, 0…1.
    ///
    /// 1 when neither drew anything, 0 when only one did.
    public let agreement: Double?
    /// Mean IoU of the pairs, 0…1; nil if there is none.
    public let meanIoU: Double?
    /// How many pairs there are.
    public let matched: Int
    /// Shapes of ``a`` without a partner.
    public let onlyA: Int
    /// Shapes of ``b`` without a partner.
    public let onlyB: Int
    /// Pairs of the same class.
    public let classMatches: Int

    /// An agreement with all its properties.
    public init(
        a: AccountID, b: AccountID, agreement: Double?, meanIoU: Double?, matched: Int, onlyA: Int,
        onlyB: Int, classMatches: Int
    ) {
        self.a = a
        self.b = b
        self.agreement = agreement
        self.meanIoU = meanIoU
        self.matched = matched
        self.onlyA = onlyA
        self.onlyB = onlyB
        self.classMatches = classMatches
    }
}
