import Labeling

extension WorkPlan {
    /// The moment until which an image must have been answered to come back now.
    func returnsAnswered(until now: Timestamp) -> Timestamp {
        now.adding(seconds: -Int64(repeatAfterHours) * 3_600)
    }

    /// So many of a person's last tasks are looked at, the next one included.
    static let mixedTasks = 20

    /// Whether a person whose last tasks were these may be given an image that its first answers did not finish.
    ///
    /// - Parameter recent: whether each of the last tasks was one, at most ``mixedTasks`` less one.
    func allowsFurther(after recent: [Bool]) -> Bool {
        Double(recent.count(where: \.self) + 1) <= furtherShare * Double(recent.count + 1)
    }
}

extension ReadTransaction {
    /// The ordinary image that the queue has for a person.
    ///
    /// Images that their first answers did not finish are hard; whoever sees little else judges them by another standard.
    /// So no more of a person's tasks are such images than the plan says, while there are others.
    func nextOrdinaryImage(
        for annotator: AccountID, in project: ProjectID, plan: WorkPlan
    ) throws -> ImageID? {
        let next = try nextFreeImage(for: annotator, in: project, withFewerThan: nil)
        guard plan.furtherShare < 1, let next, let settings = try self.project(project) else { return next }
        let first = plan.rules?.first ?? settings.replication
        guard try answerCount(of: next) >= first else { return next }
        let recent = try furtherTasks(of: annotator, in: project, limit: WorkPlan.mixedTasks - 1)
        guard !plan.allowsFurther(after: recent) else { return next }
        return try nextFreeImage(for: annotator, in: project, withFewerThan: first) ?? next
    }

    /// Whether an image has as many answers as every image gets.
    func isFurther(_ task: NextTask, in project: ProjectID) throws -> Bool {
        guard !task.isRepeat, let settings = try self.project(project), try !isKnown(task.image) else {
            return false
        }
        return try answerCount(of: task.image) >= firstSlots(of: settings)
    }
}
