extension FusedPlace {
    /// Becomes the place of an object that is known: its edges are given, and the votes weigh nothing in them.
    mutating func take(
        _ candidate: Int, in table: CandidateTable, skills: SkillEstimates, parameters: BayesParameters
    ) {
        let place = table.middle[candidate]
        edges = place
        unit = (parameters.noiseSide * max(1, FusedPlace.side(place))).squareRoot()
        weights.removeAll(keepingCapacity: true)
        residuals.removeAll(keepingCapacity: true)
        for slot in table.slots(candidate) {
            weights.append(.zero)
            residuals.append((table.edges[slot] - place) / unit - skills.bias[table.annotator[slot]])
        }
    }
}
