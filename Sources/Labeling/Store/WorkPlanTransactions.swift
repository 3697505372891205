/// What can be asked about how a project's work is handed out.
public protocol WorkPlanReading {
    /// The project's plan; the default while nobody has edited it.
    func workPlan(of project: ProjectID) throws -> WorkPlan
    /// How many images a person has answered, holds, or skipped in a way that counts.
    func takenImages(by annotator: AccountID, in project: ProjectID) throws -> Int
    /// Images that only a reviewer can finish, by position, from after a position on.
    ///
    /// - Parameter isSpent: whether the budget holds no more answers, so that every image that wants one is among them.
    func escalatedImages(
        in project: ProjectID, isSpent: Bool, afterPosition: Int, limit: Int
    ) throws -> [EscalatedImage]
    /// The turns of a project that were given back or skipped, newest first.
    func refusedTurns(in project: ProjectID, limit: Int) throws -> [EndedTurn]
    /// Where an image stands by its project's rules; nil where none apply.
    func stage(of image: ImageID) throws -> ImageStage?
    /// Where the images of a project stand, by identifier.
    func stages(in project: ProjectID) throws -> [ImageStage]
    /// How many images of a project stand where.
    func stageTally(of project: ProjectID) throws -> StageTally
    /// Whether a reviewer has declared an image finished.
    func isClosed(_ image: ImageID) throws -> Bool
    /// How many answers beyond the maximum of the rules a reviewer has asked for.
    func extraAnswers(of image: ImageID) throws -> Int
    /// How many people hold a turn at an image.
    func heldSlots(of image: ImageID) throws -> Int
    /// Whether an image has a slot that nobody holds.
    func hasFreeSlot(_ image: ImageID) throws -> Bool
    /// A person's turns that ended without an answer, newest first.
    func endedTurns(of annotator: AccountID, in project: ProjectID) throws -> [EndedTurn]
}

/// What can be changed about how a project's work is handed out.
public protocol WorkPlanWriting {
    /// Replaces a project's plan where its stored revision is `expected`, and stores `expected + 1`; returns false
    /// when somebody else was faster.
    func put(_ plan: WorkPlan, of project: ProjectID, expectedRevision expected: Int) throws -> Bool
    /// Moves the end of a held turn where its token is this one and it was extended so often; returns false otherwise.
    func extendTurn(
        _ id: AssignmentID, token: String, extensions: Int, dueAt: Timestamp, expiresAt: Timestamp
    ) throws -> Bool
    /// Gives images of a project a priority, -100…100; returns how many of them there are.
    func setPriority(_ priority: Int, of images: [ImageID], in project: ProjectID) throws -> Int
    /// Keeps an image from being handed out, or lets it go back into the queue.
    func hold(_ image: ImageID, _ isHeld: Bool) throws
    /// Declares an image finished: nobody is asked for it any more.
    func close(_ image: ImageID, in project: ProjectID, by reviewer: AccountID, at time: Timestamp) throws
    /// Takes back that an image is finished.
    func reopen(_ image: ImageID) throws
    /// Gives an image one more slot.
    func addSlot(to image: ImageID) throws
    /// Says where an image of a project stands.
    func put(_ stage: ImageStage, in project: ProjectID) throws
    /// Forgets where the images of a project stand.
    func removeStages(of project: ProjectID) throws
    /// Gives an image so many slots that nobody holds, whatever it has.
    func setFreeSlots(_ count: Int, of image: ImageID) throws
    /// Asks for one more answer to an image than the rules allow.
    func addExtraAnswer(to image: ImageID) throws
    /// Takes the slots from an image that nobody holds.
    func removeFreeSlots(of image: ImageID) throws
}
