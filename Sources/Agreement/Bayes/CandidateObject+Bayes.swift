import Geometry
import Labeling

extension CandidateObject {
    /// Decides by the probability of existence that a model found.
    ///
    /// - Parameters:
    ///   - candidate: the candidate within its scene.
    ///   - row: the same in the model's table.
    init(_ scene: BayesScene, candidate: Int, model: BayesModel, row: Int) {
        let votes = scene.votes[candidate].sorted { $0.annotator < $1.annotator }
        let estimate = model.estimates[row]
        let shape = scene.shape(of: candidate, at: estimate.place.edges)
        let shares = CandidateObject.shares(of: votes, in: shape)
        let classes = model.namedClasses(row)
        let count = votes.count
        let label = classes[0].label
        let object = ConsensusObject(
            id: votes.map(\.annotationID).min()?.rawValue ?? "",
            accepted: BayesConsensus.isAccepted(estimate),
            labelID: model.table.labels[label],
            classPosterior: classes.map {
                ClassShare(labelID: model.table.labels[$0.label], probability: $0.probability)
            },
            shape: shape,
            existence: estimate.existence,
            score: estimate.score(label: label),
            meanIoU: count > 1 ? shares.reduce(0) { $0 + $1.iou } / Double(count) : nil,
            edgeSpread: count > 1 ? CandidateObject.edgeSpread(votes.map(\.bounds)) : nil,
            isCrowd: votes[0].isCrowd,
            votes: shares,
            neutral: scene.neutral[candidate],
            placeDeviation: estimate.deviation
        )
        self.init(
            object, shapes: votes.map(\.shape),
            asked: scene.answers.annotators.count - scene.neutral[candidate].count,
            needed: nil)
    }
}
