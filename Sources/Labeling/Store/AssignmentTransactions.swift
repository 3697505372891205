/// What can be asked about turns and drafts.
public protocol AssignmentReading {
    /// The assignment with this identifier.
    func assignment(_ id: AssignmentID) throws -> Assignment?
    /// The turn a person has at an image, by the identifier under which they know it, whatever its state.
    func assignment(of annotator: AccountID, image: ImageID) throws -> Assignment?
    /// The turns a person holds now in a project, oldest first.
    func leasedAssignments(of annotator: AccountID, in project: ProjectID) throws -> [Assignment]
    /// The operations of a draft, in the order they were taken.
    func operations(of assignment: AssignmentID) throws -> [Operation]
    /// How many operations a draft holds.
    func operationCount(of assignment: AssignmentID) throws -> Int
    /// The operation with this identifier, whatever draft it belongs to.
    func operation(_ id: OperationID) throws -> Operation?
    /// The last operation of a draft on a shape; nil when there is none.
    func lastOperation(on annotation: AnnotationID, in assignment: AssignmentID) throws -> Operation?
    /// How many images of a project the person could still be given.
    func availableImages(for annotator: AccountID, in project: ProjectID) throws -> Int
    /// Finds the next image with a free slot that the person has not answered, skipped or holds.
    ///
    /// Images nearest to having all their answers come first, ones the person gave back last, then by position.
    ///
    /// - Parameter answers: only images that fewer answers count for; nil for any.
    func nextFreeImage(
        for annotator: AccountID, in project: ProjectID, withFewerThan answers: Int?
    ) throws -> ImageID?
}

/// What can be changed about turns and drafts.
public protocol AssignmentWriting {
    /// Ends the leases of a project that ran out before `now` and frees their slots; returns the turns it ended.
    func expireLeases(in project: ProjectID, now: Timestamp) throws -> [AssignmentID]
    /// Takes one of the image's free slots for the assignment, which is added, or renewed where the person had a
    /// turn at the image before; returns false when no slot is free. One conditional UPDATE decides.
    func claimSlot(for assignment: Assignment) throws -> Bool
    /// Moves the end of a lease where its token is this one and it is still held; returns false otherwise.
    func renewLease(_ id: AssignmentID, token: String, expiresAt: Timestamp) throws -> Bool
    /// Ends a held turn without an answer and frees its slot; returns false when the turn was not held.
    func release(_ id: AssignmentID, to state: Assignment.State, reason: String?) throws -> Bool
    /// Appends an operation to a draft; returns false when it is there already.
    func append(_ operation: Operation) throws -> Bool
}
