public import Labeling

/// What a person asked a project's plan of work to be; parts left nil keep their present value.
public struct WorkPlanDraft: Sendable {
    /// Minutes that a turn may take.
    public var turnMinutes: Int?
    /// How often a turn may be extended.
    public var extensions: Int?
    /// The name of the policy for skipped images.
    public var skipPolicy: String?
    /// Images that one person may have; 0 for no limit.
    public var imagesPerPerson: Int?
    /// The name of the queue's order.
    public var order: String?
    /// When an image has enough answers; see ``Rules``.
    public var rules: Rules?
    /// What is paid; see ``Pay``.
    public var pay: Pay?
    /// The share of a person's tasks that are images they answered before.
    public var repeatRate: Double?
    /// Hours after which an image may come back.
    public var repeatAfterHours: Int?
    /// The share of a person's tasks that may be images which their first answers did not finish.
    public var furtherShare: Double?

    /// What is asked of the pay.
    public enum Pay: Sendable {
        /// These terms.
        case these(PayTerms)
        /// Nothing is paid.
        case off
    }

    /// What is asked of the rules of replication.
    public enum Rules: Sendable {
        /// These.
        case these(ReplicationRules)
        /// None: as many people an image as the project says.
        case off
        /// What a project with such a method starts with.
        case initial
    }

    /// A draft with nothing asked for.
    public init() {}

    /// The plan that results, every part checked.
    func apply(to plan: WorkPlan, estimatesRisk: Bool) throws(BoxwoodError) -> WorkPlan {
        var plan = plan
        if let turnMinutes {
            guard (1...10_080).contains(turnMinutes) else {
                throw .invalid("turnMinutes", "A turn takes between 1 minute and 10080, which is a week.")
            }
            plan.turnMinutes = turnMinutes
        }
        if let extensions {
            guard (0...100).contains(extensions) else {
                throw .invalid("extensions", "A turn is extended 0 to 100 times.")
            }
            plan.extensions = extensions
        }
        if let skipPolicy { plan.skipPolicy = try Self.choice(skipPolicy, field: "skipPolicy") }
        if let imagesPerPerson {
            guard (0...1_000_000).contains(imagesPerPerson) else {
                throw .invalid("imagesPerPerson", "This is a number of images, or 0 for no limit.")
            }
            plan.imagesPerPerson = imagesPerPerson == 0 ? nil : imagesPerPerson
        }
        if let repeatRate {
            guard (0...0.2).contains(repeatRate) else {
                throw .invalid("repeatRate", "The share of images that come back is between 0 and 0.2.")
            }
            plan.repeatRate = repeatRate
        }
        if let repeatAfterHours {
            guard (0...8_760).contains(repeatAfterHours) else {
                throw .invalid(
                    "repeatAfterHours", "An image comes back after 0 to 8760 hours, which is a year.")
            }
            plan.repeatAfterHours = repeatAfterHours
        }
        if let furtherShare {
            guard (0...1).contains(furtherShare) else {
                throw .invalid(
                    "furtherShare", "The share of images that wanted more answers is between 0 and 1.")
            }
            plan.furtherShare = furtherShare
        }
        switch pay {
        case .these(let terms): plan.pay = try terms.checked()
        case .off: plan.pay = nil
        case nil: break
        }
        switch rules {
        case .these(let rules): plan.rules = try rules.checked()
        case .off: plan.rules = nil
        case .initial: plan.rules = .initial(estimatesRisk: estimatesRisk)
        case nil: break
        }
        if let order { plan.order = try Self.choice(order, field: "order") }
        return plan
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ text: String, field: String
    ) throws(BoxwoodError) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: text) else {
            let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid(field, "This is one of \(choices).")
        }
        return choice
    }
}
