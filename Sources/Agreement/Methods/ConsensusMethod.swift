public import Labeling

/// A way to make one answer out of several.
///
/// A method is a pure function: the same answers and settings give the same bytes, whatever the order of
/// images, annotators and shapes. It sees all images at once, so that it may learn about the annotators, and
/// then judges single images with what it learned.
public protocol ConsensusMethod: Sendable {
    /// The name by which settings and files refer to the method, for example `quorum`.
    static var id: String { get }

    /// The name shown to people.
    static var title: String { get }

    /// Whether ``ConsensusSettings/quorum`` decides anything.
    static var usesQuorum: Bool { get }

    /// Whether ``ConsensusSettings/weights`` decides anything.
    static var usesWeights: Bool { get }

    /// Whether ``ConsensusSettings/recalibration`` decides anything: existence is a probability that a model can correct.
    static var usesRecalibration: Bool { get }

    /// Whether a fit to many images teaches something about the people that changes the answer.
    static func learns(with settings: ConsensusSettings) -> Bool

    /// The consensus of every image, in order of image identifier, and what was learned on the way.
    func fit(_ answers: [ImageAnswers], settings: ConsensusSettings) -> ConsensusFit

    /// The consensus of one image with what a fit learned before.
    ///
    /// - Parameters:
    ///   - answers: the image; people and classes that the model does not know are judged as unknown.
    ///   - model: what was learned; nil judges everybody as unknown. A method that does not learn ignores it.
    func consensus(
        of answers: ImageAnswers, given model: CrowdModel?, settings: ConsensusSettings
    ) -> ImageConsensus
}

extension ConsensusMethod {
    /// Most methods give no probability that could be corrected.
    public static var usesRecalibration: Bool { false }

    /// The consensus of every image, in order of image identifier, of one fit to them all.
    public func consensus(of answers: [ImageAnswers], settings: ConsensusSettings) -> [ImageConsensus] {
        fit(answers, settings: settings).consensus
    }
}
