/// An answer whose image may come back to the person who gave it, under another identifier.
public struct ReturningImage: Hashable, Sendable {
    /// The identifier under which the image would come back; nobody is told before it does.
    public let id: ImageID
    /// The first answer.
    public let submissionID: SubmissionID
    /// The project.
    public let projectID: ProjectID
    /// The image.
    public let imageID: ImageID
    /// The person.
    public let annotatorID: AccountID
    /// A random number that decides when it comes back; a secret.
    public let draw: Int64
    /// When the first answer came.
    public let answeredAt: Timestamp

    /// An image that may come back, with all that is kept about it.
    public init(
        id: ImageID, submissionID: SubmissionID, projectID: ProjectID, imageID: ImageID,
        annotatorID: AccountID, draw: Int64, answeredAt: Timestamp
    ) {
        self.id = id
        self.submissionID = submissionID
        self.projectID = projectID
        self.imageID = imageID
        self.annotatorID = annotatorID
        self.draw = draw
        self.answeredAt = answeredAt
    }
}

/// One person's two answers to the same image, given without knowing that it was the same.
public struct RepeatedAnswers: Sendable {
    /// The answer that counts.
    public let first: Submission
    /// The answer to the image that had come back.
    public let second: Submission

    /// Two answers to one image.
    public init(first: Submission, second: Submission) {
        self.first = first
        self.second = second
    }
}
