/// Somebody who began or ceased to fail known answers.
public struct GoldFailure: Hashable, Sendable {
    /// Who.
    public let annotator: AccountID
    /// Whether they fail.
    public let hasFailed: Bool

    /// A person with what became of them.
    public init(annotator: AccountID, hasFailed: Bool) {
        self.annotator = annotator
        self.hasFailed = hasFailed
    }
}

/// What can be asked about known answers that people meet.
public protocol GoldReading {
    /// Who fails the known answers of a project.
    func goldFailures(in project: ProjectID) throws -> Set<AccountID>
    /// People of whom that has changed, and whose images were not judged anew since.
    func waitingGoldFailures(in project: ProjectID) throws -> [GoldFailure]
    /// How many answers of people who fail known answers count for an image.
    func doubtedAnswers(of image: ImageID) throws -> Int
    /// Images of a project that a person's answer counts for, from after a position on, by position.
    func answeredImages(
        by annotator: AccountID, in project: ProjectID, afterPosition: Int, limit: Int
    ) throws -> [LabeledImage]
    /// The settings of a project; nil where gold was never set up.
    func goldSettings(of project: ProjectID) throws -> GoldSettingsRecord?
    /// Whether any image of the project is or was gold.
    func hasGold(_ project: ProjectID) throws -> Bool
    /// The item with this identifier.
    func goldItem(_ id: GoldItemID) throws -> GoldItem?
    /// The item of an image.
    func goldItem(image: ImageID) throws -> GoldItem?
    /// The items of a project, oldest first.
    func goldItems(of project: ProjectID) throws -> [GoldItem]
    /// An active item that the person never met, the one that fewest people met; nil when none is left below its limit.
    ///
    /// - Parameter limit: how many people may meet an item that does not say so itself.
    func freshGold(
        for annotator: AccountID, in project: ProjectID, purpose: GoldItem.Purpose, limit: Int
    ) throws -> GoldItem?
    /// How many such items there are.
    func freshGoldCount(
        for annotator: AccountID, in project: ProjectID, purpose: GoldItem.Purpose, limit: Int
    ) throws -> Int
    /// The images of gold turns in the stream that the person gave back or let expire, oldest first.
    func unfinishedGold(
        of annotator: AccountID, in project: ProjectID, state: Assignment.State
    ) throws -> [ImageID]
    /// How many images the person was ever given to work on, practice and exams aside.
    func taskCount(of annotator: AccountID, in project: ProjectID) throws -> Int
    /// The gold turn that a turn is; nil for ordinary work.
    func goldTurn(_ assignment: AssignmentID) throws -> GoldTurn?
    /// The turn in practice or an exam that a turn is; nil for other gold and ordinary work, which take equally long.
    func trialTurn(_ assignment: AssignmentID) throws -> GoldTurn?
    /// The turns at an item, oldest first.
    func goldTurns(of item: GoldItemID) throws -> [GoldTurn]
    /// The turns of a person, oldest first.
    func goldTurns(of annotator: AccountID, in project: ProjectID) throws -> [GoldTurn]
    /// The turns of a project, oldest first.
    func goldTurns(in project: ProjectID) throws -> [GoldTurn]
    /// The attempt at an exam with this identifier.
    func goldExam(_ id: GoldExamID) throws -> GoldExam?
    /// The attempts of a person, oldest first.
    func goldExams(of annotator: AccountID, in project: ProjectID) throws -> [GoldExam]
    /// The attempts of a project, oldest first.
    func goldExams(in project: ProjectID) throws -> [GoldExam]
    /// The dispute with this identifier.
    func goldDispute(_ id: GoldDisputeID) throws -> GoldDispute?
    /// The dispute of a turn's result.
    func goldDispute(of assignment: AssignmentID) throws -> GoldDispute?
    /// The disputes of a project, newest first.
    func goldDisputes(in project: ProjectID) throws -> [GoldDispute]
    /// The scores that people had on an item, oldest first, each beside the person's mean on all other active items.
    func goldScores(of item: GoldItemID) throws -> [GoldItemScore]
    /// What a person was told, newest first.
    func goldNotices(of annotator: AccountID, in project: ProjectID, limit: Int) throws -> [GoldNotice]
    /// Turns that were answered and never scored.
    func unscoredGoldTurns() throws -> [AssignmentID]
    /// The pauses of a project, newest first.
    func goldPauses(in project: ProjectID) throws -> [GoldPause]
    /// The pauses of a person, newest first.
    func goldPauses(of annotator: AccountID, in project: ProjectID) throws -> [GoldPause]
}

/// What can be changed about known answers that people meet.
public protocol GoldWriting {
    /// Says whether a person fails the known answers of a project.
    func setGoldFailure(_ failure: GoldFailure, in project: ProjectID) throws
    /// Says that the images of a person were judged anew, if what became of them is still this.
    func markFollowed(_ failure: GoldFailure, in project: ProjectID) throws
    /// Stores the settings of a project; false when somebody else edited them since `expectedRevision`.
    ///
    /// - Parameter expectedRevision: nil for settings that are new.
    func put(_ settings: GoldSettingsRecord, expectedRevision: Int?) throws -> Bool
    /// Adds an item and takes its image out of the ordinary queue.
    func insert(_ item: GoldItem) throws
    /// Changes an item's purpose, state, reason, answers and limit; false when it is not at this revision any more.
    ///
    /// A voided item's image goes back to the ordinary queue with `slots` answers wanted, and one that is gold again
    /// leaves it.
    func update(_ item: GoldItem, expectedRevision: Int, slots: Int) throws -> Bool
    /// Leases a turn at an item to somebody who never met it, without a slot of the image.
    ///
    /// False when the item is not active any more, or was given to as many people as it may.
    ///
    /// - Parameters:
    ///   - limit: how many people may meet an item that does not say so itself.
    ///   - exam: the attempt it belongs to; nil outside exams.
    func claimGold(
        _ item: GoldItem, for assignment: Assignment, limit: Int, exam: GoldExamID?
    ) throws -> Bool
    /// Leases a turn in a project with gold: at ordinary work, at an item, or at either anew.
    ///
    /// False when no slot is free, or the item is not to be had any more. All of these read and write as much, so that the
    /// time it takes does not tell which it was.
    ///
    /// - Parameters:
    ///   - item: what the person meets for the first time; nil for ordinary work and for what they had before.
    ///   - limit: how many people may meet an item that does not say so itself.
    func claimTask(_ assignment: Assignment, as item: GoldItem?, limit: Int) throws -> Bool
    /// Adds an attempt at an exam, or stores what came of it.
    func put(_ exam: GoldExam) throws
    /// Adds a dispute; a result is disputed once.
    func insert(_ dispute: GoldDispute) throws
    /// Decides a dispute; false when it was decided before.
    func decide(
        _ dispute: GoldDisputeID, _ ruling: GoldDispute.Ruling, reply: String, by account: AccountID,
        at time: Timestamp
    ) throws -> Bool
    /// Tells somebody something.
    func insert(_ notice: GoldNotice) throws
    /// Marks all that a person was told as seen.
    func markNoticesSeen(of annotator: AccountID, in project: ProjectID, at time: Timestamp) throws
    /// Stores what came of a turn.
    func put(_ result: GoldResult, of assignment: AssignmentID) throws
    /// Pauses a person; false when they are paused already.
    func insert(_ pause: GoldPause) throws -> Bool
    /// Ends the pause that lasts; false when there is none.
    func endPause(
        of annotator: AccountID, in project: ProjectID, at time: Timestamp, by account: AccountID?
    ) throws -> Bool
    /// Takes known answers away from an image.
    func deleteReference(image: ImageID, kind: ReferenceLayer.Kind, source: String) throws
}
