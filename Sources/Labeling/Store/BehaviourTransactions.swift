/// What can be asked about how people work.
public protocol BehaviourReading {
    /// How the answers of a project were made, imported ones left out, by person and time.
    ///
    /// - Parameter annotator: only this person's; nil for all.
    func behaviours(in project: ProjectID, of annotator: AccountID?) throws -> [AnswerBehaviour]
    /// Seconds of work on an image below which it stands out; nil where the project says nothing.
    func speedFloor(of project: ProjectID) throws -> Double?
    /// The last judgement of everything that was judged in a project.
    func behaviourJudgements(in project: ProjectID) throws -> [String: BehaviourJudgement]
    /// The judgement with this identifier.
    func behaviourJudgement(_ id: BehaviourJudgementID) throws -> BehaviourJudgement?
}

/// What can be changed about how people work.
public protocol BehaviourWriting {
    /// Replaces the seconds below which an image stands out; nil to say nothing.
    func setSpeedFloor(_ seconds: Double?, of project: ProjectID) throws
    /// Adds a judgement.
    func append(_ judgement: BehaviourJudgement) throws
}
