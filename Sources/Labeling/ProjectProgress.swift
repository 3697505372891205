/// How far the work on a project has come; every number counts rows that can be listed.
public struct ProjectProgress: Hashable, Sendable {
    /// Images in the project.
    public var images: Int
    /// Answers wanted in all: the images' slots.
    public var slots: Int
    /// Answers that count, at most `slots` from the queue, plus imported ones.
    public var submitted: Int
    /// Turns being worked on now.
    public var leased: Int
    /// Images with all their answers.
    public var complete: Int
    /// Complete images whose consensus holds no object.
    public var empty: Int
    /// Images that somebody refused and nobody answered.
    public var skipped: Int
    /// Conflicts over all images.
    public var conflicts: Int

    /// Progress with all its figures.
    public init(
        images: Int, slots: Int, submitted: Int, leased: Int, complete: Int, empty: Int, skipped: Int,
        conflicts: Int
    ) {
        self.images = images
        self.slots = slots
        self.submitted = submitted
        self.leased = leased
        self.complete = complete
        self.empty = empty
        self.skipped = skipped
        self.conflicts = conflicts
    }
}
