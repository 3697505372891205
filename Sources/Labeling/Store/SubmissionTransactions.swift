/// What can be asked about answers.
public protocol SubmissionReading {
    /// The submission with this identifier.
    func submission(_ id: SubmissionID) throws -> Submission?
    /// The submission that answers an assignment.
    func submission(of assignment: AssignmentID) throws -> Submission?
    /// The answers that count for an image, by time and identifier.
    func submissions(image: ImageID) throws -> [Submission]
    /// What an annotator has answered in a project, newest first.
    func submissions(of annotator: AccountID, in project: ProjectID) throws -> [Submission]
    /// How many answers an annotator has given in a project.
    func submissionCount(of annotator: AccountID, in project: ProjectID) throws -> Int
    /// How many answers of each annotator count in a project.
    func submissionCounts(in project: ProjectID) throws -> [AccountID: Int]
    /// What those whose answers count for an image looked at in full size, where their answers tell.
    func screenedAreas(image: ImageID) throws -> [AccountID: ScreenedArea]
    /// Gold and predictions on an image, gold first, then by source.
    func references(image: ImageID) throws -> [ReferenceLayer]
}

/// What can be added to the answers; nothing is ever changed.
public protocol SubmissionWriting {
    /// Adds an answer; where it is accepted and has an assignment, that becomes submitted.
    func insert(_ submission: Submission) throws
    /// Adds what was looked at for an answer that is there.
    func insert(_ area: ScreenedArea, of submission: SubmissionID) throws
    /// Adds gold or predictions, in place of earlier ones of the same kind and source on that image.
    func put(_ layer: ReferenceLayer) throws
}
