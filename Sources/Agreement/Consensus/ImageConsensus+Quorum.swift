import Labeling

extension ImageConsensus {
    /// Candidates that a quorum accepted or not, corrected by what is known of the image.
    ///
    /// - Parameters:
    ///   - candidates: what the figures of agreement are taken from.
    ///   - objects: the candidates as the quorum left them.
    ///   - votes: the ballots behind each.
    init(
        settling answers: ImageAnswers, candidates: Candidates, objects: [CandidateObject], votes: [[Ballot]],
        limits: MatchingLimits
    ) {
        guard let known = answers.known else {
            self.init(answers: answers, candidates: candidates, objects: objects, limits: limits)
            return
        }
        let truth = KnownObjects(
            known, objects: objects, votes: votes, asked: answers.annotators.count, threshold: limits.pair)
        self.init(
            answers: answers, candidates: candidates, objects: truth.objects, limits: limits, risk: 0,
            riskParts: RiskParts.nothing)
    }
}
