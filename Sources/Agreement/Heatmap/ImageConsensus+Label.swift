public import Labeling

extension ImageConsensus {
    /// The same with only those objects that are of a class, or that somebody took for one.
    ///
    /// Conflicts, pairs and agreement stay those of the whole image.
    public func about(_ label: LabelClassID) -> ImageConsensus {
        ImageConsensus(
            image: image, annotators: annotators,
            objects: objects.filter { object in
                object.labelID == label || object.votes.contains { $0.labelID == label }
            },
            conflicts: conflicts, duplicates: duplicates, pairs: pairs, agreement: agreement,
            agreementReason: agreementReason, risk: risk, riskParts: riskParts)
    }
}
