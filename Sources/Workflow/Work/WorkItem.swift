public import Labeling

/// Everything an annotator needs for one image, and nothing about anybody else's work.
public struct WorkItem: Sendable {
    /// The turn and its lease.
    public let assignment: Assignment
    /// The project.
    public let project: Project
    /// The classes; retired ones cannot be chosen any more.
    public let labels: [LabelClass]
    /// The version of the guidelines that holds now; nil where there is none.
    public let guidelineVersion: Int?
    /// The older version that the person was shown last; nil when they know the present one.
    public let guidelineBefore: Int?
    /// The image, under the identifier by which the person knows it.
    public let image: LabeledImage
    /// What was drawn so far.
    public let draft: Draft
    /// How often turns of this project may be extended.
    public let extensions: Int
    /// How many images the person has answered in this project.
    public let submitted: Int
    /// The image the person would get after this one, as things stand now, for preparing it.
    public let next: LabeledImage?
}

extension ReadTransaction {
    /// What the holder of a turn is shown.
    func workItem(_ assignment: Assignment, at now: Timestamp) throws -> WorkItem {
        if let turn = try goldTurn(assignment.id), turn.purpose != .stream {
            let answered = try goldTurns(of: assignment.annotatorID, in: assignment.projectID).count {
                $0.purpose == turn.purpose && $0.examID == turn.examID && $0.answeredAt != nil
            }
            return try trialItem(assignment, answered: answered)
        }
        return try shownItem(
            assignment, extensions: try workPlan(of: assignment.projectID).extensions,
            submitted: try submissionCount(of: assignment.annotatorID, in: assignment.projectID),
            next: try nextTask(for: assignment.annotatorID, in: assignment.projectID, at: now).flatMap {
                task in
                try self.image(task.image)?.shown(as: task.shownAs)
            })
    }

    /// What the holder of any turn is shown, real or in practice or an exam.
    func shownItem(
        _ assignment: Assignment, extensions: Int, submitted: Int, next: LabeledImage?
    ) throws -> WorkItem {
        guard let project = try project(assignment.projectID), let image = try image(assignment.imageID)
        else {
            throw BoxwoodError.notFound("assignment")
        }
        let version = try newestGuideline(of: project.id)?.version
        let known = try guidelineRead(by: assignment.annotatorID, in: project.id)
        return WorkItem(
            assignment: assignment, project: project,
            labels: try labels(of: project.id), guidelineVersion: version,
            guidelineBefore: known.flatMap { $0 < version ?? 0 ? $0 : nil },
            image: image.shown(as: assignment.shownAs),
            draft: Draft(try operations(of: assignment.id)),
            extensions: extensions, submitted: submitted, next: next)
    }

    /// The principal's own turn; other people's turns do not exist for them.
    func ownAssignment(_ id: AssignmentID, of principal: Principal) throws -> Assignment {
        guard let assignment = try assignment(id), assignment.annotatorID == principal.account.id,
            try role(of: principal, in: assignment.projectID) != nil
        else { throw BoxwoodError.notFound("assignment") }
        return assignment
    }
}
