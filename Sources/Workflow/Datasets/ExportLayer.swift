/// Which shapes an export holds.
public enum ExportLayer: String, Sendable, CaseIterable {
    /// The accepted objects of the consensus, one row an object.
    case consensus
    /// Everybody's answers as they were given.
    case annotators
    /// Both, each annotation marked with its layer.
    case all

    var holdsConsensus: Bool { self != .annotators }
    var holdsAnswers: Bool { self != .consensus }
}
