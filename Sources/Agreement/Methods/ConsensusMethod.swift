public import Labeling

/// A way to make one answer out of several.
///
/// A method is a pure function: the same answers and settings give the same bytes, whatever the order of
/// images, annotators and shapes. It sees all images at once, so that it may learn about the annotators.
public protocol ConsensusMethod: Sendable {
    /// The name by which settings and files refer to the method, for example `quorum`.
    static var id: String { get }

    /// The name shown to people.
    static var title: String { get }

    /// The consensus of every image, in order of image identifier.
    func consensus(of answers: [ImageAnswers], settings: ConsensusSettings) -> [ImageConsensus]
}
