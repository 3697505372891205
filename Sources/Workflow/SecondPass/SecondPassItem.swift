import Agreement
public import Geometry
public import Labeling

/// One shape that a second group judges.
public struct SecondPassItem: Sendable {
    /// Its name: the object's in the consensus, or the annotation's.
    public let id: String
    /// Its class.
    public let labelID: LabelClassID
    /// Where it is, in upright image pixels.
    public let shape: Shape
    /// The annotators' shapes that it stands for.
    let anchors: [Anchor]
    /// The object's identifier in the consensus; empty where no object holds the shape.
    let objectID: String
}

extension ReadTransaction {
    /// The shapes of an image that can be judged now; what a decision or a known answer settles is left out.
    func secondPassItems(of image: LabeledImage, from source: SecondPassSettings.Source) throws
        -> [SecondPassItem]
    {
        guard let record = try consensus(image: image.id) else { return [] }
        let input = try consensusInput(of: image)
        let objects = try ConsensusDocument.decode(record).objects.filter { !$0.isSettled }
        switch source {
        case .consensus:
            return objects.filter(\.accepted).map { object in
                SecondPassItem(
                    id: object.id, labelID: object.labelID, shape: object.shape,
                    anchors: Dispute.anchors(of: object, in: input.answers), objectID: object.id)
            }
        case .first:
            guard let answer = input.submissions.first else { return [] }
            return answer.annotations.compactMap { annotation in
                let object = objects.first { object in
                    object.votes.contains {
                        $0.annotator == answer.annotatorID && $0.annotationID == annotation.id
                    }
                }
                return object.map {
                    SecondPassItem(
                        id: annotation.id.rawValue, labelID: annotation.labelID, shape: annotation.shape,
                        anchors: [
                            Anchor(
                                annotationID: annotation.id, annotatorID: answer.annotatorID,
                                shape: annotation.shape)
                        ], objectID: $0.id)
                }
            }
        }
    }
}
