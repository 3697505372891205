/// What can be asked about pay.
public protocol PayReading {
    /// The work with this identifier.
    func payWork(_ id: PayWorkID) throws -> PayWork?
    /// A person's work in a project, newest first.
    func payWork(of account: AccountID, in project: ProjectID) throws -> [PayWork]
    /// The work of a project in one state, oldest first, from after a piece of work on.
    func payWork(
        in project: ProjectID, state: PayWork.State, after: PayWorkID?, limit: Int
    ) throws -> [PayWork]
    /// A person's answers and skips that count and that nobody has judged, oldest first.
    func unjudgedPayWork(of account: AccountID, in project: ProjectID) throws -> [PayWork]
    /// A person's work that the server rejected with a pause and nobody has judged since, oldest first.
    func payWorkRejectedByPause(of account: AccountID, in project: ProjectID) throws -> [PayWork]
    /// The work that a payout paid.
    func payWork(in payout: PayoutID) throws -> [PayWork]
    /// What each person earned in a project, in order of identifier.
    func payBalances(in project: ProjectID) throws -> [PayBalance]
    /// What a project owes or has paid, fees not included: everything earned that was not rejected, in minor units.
    func paySpent(in project: ProjectID) throws -> Int
    /// What the turns that people hold will cost, fees not included, in minor units.
    func payCommitted(in project: ProjectID) throws -> Int
    /// The ledger of a project, newest first.
    func payEntries(in project: ProjectID, limit: Int) throws -> [PayEntry]
    /// The payout with this identifier.
    func payout(_ id: PayoutID) throws -> Payout?
}

/// What can be changed about pay; the ledger only grows.
public protocol PayWriting {
    /// Adds earned work, or a bonus that is approved at once, with its line of the ledger.
    func earn(_ work: PayWork, reason: String, by author: AccountID?) throws
    /// Moves work from any of some states to another with its line of the ledger; returns false when it was in none of
    /// them.
    func decide(
        _ id: PayWorkID, from states: [PayWork.State], to state: PayWork.State, feedback: String,
        by author: AccountID?, at time: Timestamp
    ) throws -> Bool
    /// Rejects work that nobody has judged in the server's name, with the reason of a pause and its line of the ledger;
    /// returns false when it was judged.
    func reject(_ id: PayWorkID, because pause: GoldPause, at time: Timestamp) throws -> Bool
    /// Makes a payout of all approved work of a project; returns how many pieces of work that are.
    func payOut(_ payout: Payout) throws -> Int
}
