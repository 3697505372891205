/// What can be asked about second passes.
public protocol SecondPassReading {
    /// How a project has shapes judged; nil where it does not.
    func secondPass(of project: ProjectID) throws -> SecondPassSettings?
    /// The image that a person began to judge and has not finished, the oldest first.
    func heldSecondPass(of judge: AccountID, in project: ProjectID) throws -> ImageID?
    /// Whether a person has begun to judge an image.
    func hasSecondPass(of judge: AccountID, image: ImageID) throws -> Bool
    /// How many images a person could be given to judge, and how many they have judged.
    func secondPassCounts(
        for judge: AccountID, in project: ProjectID, settings: SecondPassSettings, staleBefore: Timestamp
    ) throws -> (available: Int, judged: Int)
    /// The verdict with this identifier.
    func secondPassVerdict(_ id: SecondPassVerdictID) throws -> SecondPassVerdict?
    /// The verdicts on an image, by time and identifier.
    func secondPassVerdicts(image: ImageID) throws -> [SecondPassVerdict]
    /// The verdicts in a project, by time and identifier.
    func secondPassVerdicts(in project: ProjectID) throws -> [SecondPassVerdict]
}

/// What can be changed about second passes.
public protocol SecondPassWriting {
    /// Replaces how a project has shapes judged; nil to have none judged.
    func setSecondPass(_ settings: SecondPassSettings?, of project: ProjectID) throws
    /// Gives a person an image to judge that they never had a turn at; one conditional INSERT decides.
    ///
    /// From then on they are never offered it to draw on. Turns that were begun before `staleBefore` and not finished
    /// keep nobody else away.
    ///
    /// - Parameter turn: the identifier and secret of the turn that keeps the image from them.
    func claimSecondPass(
        for judge: AccountID, in project: ProjectID, settings: SecondPassSettings, staleBefore: Timestamp,
        at: Timestamp, turn: (id: AssignmentID, secret: String)
    ) throws -> ImageID?
    /// Notes that a person is at an image still.
    func touchSecondPass(of judge: AccountID, image: ImageID, at: Timestamp) throws
    /// Notes that a person has judged all of an image.
    func finishSecondPass(of judge: AccountID, image: ImageID, at: Timestamp) throws
    /// Adds a verdict.
    func append(_ verdict: SecondPassVerdict) throws
}
