/// What can be asked about images that come back to people who answered them.
public protocol ReturningImageReading {
    /// The image that comes or came back under this identifier.
    func returningImage(_ id: ImageID) throws -> ReturningImage?
    /// Images a person answered until a moment that have not come back to them, in the order of their draw.
    ///
    /// Images whose answers are known by now are left out.
    func waitingReturns(
        to annotator: AccountID, in project: ProjectID, answeredUntil: Timestamp, limit: Int
    ) throws -> [ReturningImage]
    /// A person's turns at images that came back which ended in a state without an answer, oldest first.
    func unfinishedReturns(
        to annotator: AccountID, in project: ProjectID, state: Assignment.State
    ) throws -> [Assignment]
    /// The images of a project that were answered twice by the same person, by person and time.
    ///
    /// - Parameter annotator: one person's alone; nil for everybody's.
    func repeatedAnswers(in project: ProjectID, of annotator: AccountID?) throws -> [RepeatedAnswers]
    /// How many images were answered twice in a project.
    func repeatCount(in project: ProjectID) throws -> Int
    /// Whether each of a person's last tasks was at an image that its first answers had not finished, newest first.
    func furtherTasks(of annotator: AccountID, in project: ProjectID, limit: Int) throws -> [Bool]
    /// How many answers count for an image.
    func answerCount(of image: ImageID) throws -> Int
}

/// What can be added about images that come back.
public protocol ReturningImageWriting {
    /// Lets the image of an answer come back one day.
    func insert(_ image: ReturningImage) throws
}
