public import Labeling

/// What the work that a project still wants would cost, before it is launched.
public struct PayEstimate: Sendable {
    /// Images that it is for.
    public let images: Int
    /// The bill if every image takes as few answers as it can.
    public let least: PayBill
    /// The bill if every image takes as many as are allowed; the same where all take equally many.
    public let most: PayBill
    /// Whether the budget holds the larger bill on top of what is owed and promised.
    public let fitsBudget: Bool
}

/// Estimates a bill.
public struct EstimatePay: Sendable {
    private let environment: WorkflowEnvironment
    private static let mostImages = 10_000_000

    /// Estimating, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The bill for images of a project.
    ///
    /// - Parameters:
    ///   - terms: nil takes the project's.
    ///   - images: nil takes the project's that want answers, each with the answers it still wants.
    ///   - replication: people an image; nil takes the project's, or what its rules allow.
    ///   - secondPasses: judgements in a second pass, in all.
    public func callAsFunction(
        _ terms: PayTerms?, images: Int?, replication: Int?, secondPasses: Int, in project: ProjectID,
        by principal: Principal
    ) async throws(BoxwoodError) -> PayEstimate {
        let asked = try terms?.checked()
        guard images.map({ (0...Self.mostImages).contains($0) }) ?? true else {
            throw .invalid("images", "This is a number of images up to \(Self.mostImages).")
        }
        guard replication.map({ (1...100).contains($0) }) ?? true else {
            throw .invalid("replication", "Between 1 and 100 people draw on an image.")
        }
        guard (0...Self.mostImages).contains(secondPasses) else {
            throw .invalid("secondPasses", "This is a number of judgements up to \(Self.mostImages).")
        }
        return try await environment.store.read { tx in
            let settings = try tx.access(project, for: principal, atLeast: .requester).project
            let plan = try tx.workPlan(of: project)
            guard let terms = asked ?? plan.pay else {
                throw BoxwoodError.invalid("pay", "Say what is paid; the project has no terms yet.")
            }
            let least = replication ?? plan.rules?.first ?? settings.replication
            let most = replication ?? plan.rules?.maximum ?? settings.replication
            let waiting = images == nil ? try tx.waitingImages(in: project) : []
            let count = images ?? waiting.count
            let open = waiting.reduce(0) { $0 + $1.freeSlots }
            let (few, many) =
                images == nil
                ? (open, open + (most > least ? count * (most - least) : 0)) : (count * least, count * most)
            let bill = terms.bill(answers: many, secondPasses: secondPasses)
            let promised = try tx.paySpent(in: project) + tx.payCommitted(in: project)
            return PayEstimate(
                images: count, least: terms.bill(answers: few, secondPasses: secondPasses), most: bill,
                fitsBudget: terms.budget.map { terms.cost(of: promised + bill.pay) <= $0 } ?? true)
        }
    }
}
