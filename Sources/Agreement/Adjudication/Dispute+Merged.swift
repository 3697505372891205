public import Labeling

extension Dispute {
    /// What the merge made of the place: its accepted objects, with the answers of most people to their questions.
    public func mergedAnnotations(of answers: ImageAnswers) -> [Annotation] {
        let votes = DrawnVotes(answers)
        return objects.filter(\.accepted).map { object in
            Annotation(
                id: AnnotationID(object.id), labelID: object.labelID, shape: object.shape,
                flags: object.isCrowd ? object.flags.union(.crowd) : object.flags,
                details: AnnotationDetails(attributes: votes.attributes(of: object)))
        }
    }
}

extension Dispute {
    /// The shapes that an object was made from, in order of identifier.
    public static func anchors(of object: ConsensusObject, in answers: ImageAnswers) -> [Anchor] {
        DrawnVotes(answers).anchors(of: [object])
    }
}
