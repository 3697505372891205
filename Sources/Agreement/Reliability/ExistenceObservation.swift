public import Labeling

/// A candidate whose existence was given as a probability, and whether it turned out to be there.
public struct ExistenceObservation: Codable, Hashable, Sendable {
    /// How it is known.
    public enum Source: String, Codable, CaseIterable, Sendable {
        /// From known answers of the image.
        case known
        /// From somebody's judgement in an audit.
        case audit
    }

    /// The image.
    public let image: ImageID
    /// The probability, 0…1, given without knowing.
    public let probability: Double
    /// Whether there is something at its place, whatever its class.
    public let isRight: Bool
    /// How that is known.
    public let source: Source

    /// An observation with all its properties.
    public init(image: ImageID, probability: Double, isRight: Bool, source: Source) {
        self.image = image
        self.probability = probability
        self.isRight = isRight
        self.source = source
    }

    /// The candidates of an image held against what is really on it.
    ///
    /// Candidates are paired with true objects one to one, best IoU first, whatever their class; a pair needs an IoU of
    /// at least ½. Crowd regions are left out, and candidates that lie in a true one by half of their area or more.
    ///
    /// - Parameters:
    ///   - consensus: what was made of the image as if nothing were known of it.
    ///   - truth: all that is on it.
    public static func all(
        _ consensus: ImageConsensus, against truth: [TruthShape]
    ) -> [ExistenceObservation] {
        let objects = consensus.objects.filter { !$0.isCrowd }
        let real = truth.filter { !$0.isCrowd }
        let crowds = truth.filter(\.isCrowd)
        var pairs: [(object: Int, truth: Int, iou: Double)] = []
        for object in objects.indices {
            for index in real.indices {
                let iou = ImageSheet.overlap(objects[object].shape, real[index])
                if iou >= iouThreshold { pairs.append((object, index, iou)) }
            }
        }
        pairs.sort { left, right in
            if left.iou != right.iou { return left.iou > right.iou }
            return left.object == right.object ? left.truth < right.truth : left.object < right.object
        }
        var isRight = Array(repeating: false, count: objects.count)
        var isFound = Array(repeating: false, count: real.count)
        for pair in pairs where !isRight[pair.object] && !isFound[pair.truth] {
            isRight[pair.object] = true
            isFound[pair.truth] = true
        }
        return objects.indices.compactMap { index in
            let isInCrowd = crowds.contains {
                ImageSheet.overlap(objects[index].shape, $0) >= iouThreshold
            }
            if !isRight[index], isInCrowd { return nil }
            return ExistenceObservation(
                image: consensus.image, probability: objects[index].existence, isRight: isRight[index],
                source: .known)
        }
    }

    private static let iouThreshold = 0.5
}
