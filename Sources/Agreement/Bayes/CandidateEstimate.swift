/// What is believed of one candidate at one moment of a fit; its memory is used for one candidate after another.
struct CandidateEstimate {
    var place = FusedPlace()
    var verdict = ExistenceModel.Verdict(existence: 0, difficulty: [])
    /// The probability of every class.
    var classes: [Double] = []

    var existence: Double { verdict.existence }
}
