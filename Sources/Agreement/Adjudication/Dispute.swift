public import Geometry
public import Labeling

/// A place of an image that somebody might decide: objects of its consensus about which the annotators differ.
///
/// Mostly one object. Where one person drew one shape and another person one or several within it, all of these are one
/// dispute, because one decision settles them; also where the merge took the one shape for a vote on one of the several.
///
/// The errors that a decision takes away are those expected of the objects (``ConsensusObject/expectedErrors``) and of
/// their attributes: for each question the share of those who answered otherwise than most. Whoever decides is taken
/// to be right, which scales all alike. Its kind is the largest part of that sum among what the people really differ
/// over.
public struct Dispute: Hashable, Sendable {
    /// What the people differ over most.
    public let kind: QueuedConflict.Kind
    /// The objects in question, the largest first.
    public let objects: [ConsensusObject]
    /// The shapes that they were made from, in order of identifier.
    public let anchors: [Anchor]
    /// Where to look, in image pixels.
    public let box: Box
    /// How many errors a decision is expected to take away.
    public let errors: Double
    /// How long it is expected to take, by ``DecisionTime``.
    public let minutes: Double

    /// A dispute over objects, the largest first.
    init(
        objects: [ConsensusObject], kind: QueuedConflict.Kind, errors: Double, astray: Double,
        votes: DrawnVotes
    ) {
        self.kind = kind
        self.objects = objects
        anchors = votes.anchors(of: objects)
        box = objects.dropFirst().reduce(objects[0].shape.bounds) { $0.union($1.shape.bounds) }
        self.errors = Rounding.probability(errors)
        minutes = DecisionTime.minutes(
            kind, shapes: Set(anchors.map(\.shape)).count, astray: min(1, astray))
    }
}

/// How long it takes to decide a conflict.
///
/// A look with yes or no takes 2 s (H. Papadopoulos, J. Uijlings, F. Keller, V. Ferrari, "We don't need no bounding
/// boxes", CVPR 2016, arXiv:1602.08405, measure 1.6 s); choosing a class, an answer or an outline among some takes 4 s,
/// sorting out who meant which object 6 s. Each further shape to be compared adds 1 s. Where the merged shape is
/// expected to be out of place it is drawn again, which takes 7 s by its extreme points (D. Papadopoulos et al.,
/// "Extreme clicking for efficient object annotation", ICCV 2017, arXiv:1708.02750); of a split each second time. These
/// are figures for ranking, not promises.
public enum DecisionTime {
    private static let drawing = 7.0

    /// Minutes for one decision.
    ///
    /// - Parameters:
    ///   - shapes: how many different shapes were drawn.
    ///   - astray: how probably the merged shape is out of place, 0…1.
    public static func minutes(_ kind: QueuedConflict.Kind, shapes: Int, astray: Double) -> Double {
        let look =
            switch kind {
            case .missing, .extra: 2.0
            case .class, .attribute, .overlap: 4.0
            case .split: 6.0
            }
        let seconds = look + Double(max(0, shapes - 1)) + drawing * max(astray, kind == .split ? 0.5 : 0)
        return Rounding.probability(seconds / 60)
    }
}
