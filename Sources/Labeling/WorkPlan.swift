/// How the work of a project is handed out; data that people edit while the work runs.
public struct WorkPlan: Hashable, Sendable {
    /// In which order images of equal priority are handed out.
    public enum Order: String, Sendable, Codable, CaseIterable {
        /// Those nearest to having all their answers first.
        case finish
        /// Every image once before any is answered twice.
        case spread
        /// In an order that has nothing to do with that of the uploads.
        case shuffled
    }

    /// What follows when somebody skips an image.
    public enum SkipPolicy: String, Sendable, Codable, CaseIterable {
        /// It goes back into the queue for others.
        case others
        /// It is handed to nobody until a reviewer has seen to it.
        case reviewer
        /// The skip counts as an answer that says: this cannot be labelled.
        case counted
    }

    /// How long a turn may take at most, in minutes, however steadily its heart beats.
    public var turnMinutes: Int
    /// How often a turn may be extended by as much again.
    public var extensions: Int
    /// What follows when somebody skips an image.
    public var skipPolicy: SkipPolicy
    /// How many images one person may answer or hold; nil for no limit.
    public var imagesPerPerson: Int?
    /// The order of the queue.
    public var order: Order
    /// When an image has enough answers; nil to ask as many people about each as the project says.
    public var rules: ReplicationRules?
    /// What is paid; nil where nothing is.
    public var pay: PayTerms?
    /// The share of a person's tasks that are images they answered before, unmarked, 0…0.2; 0 for none.
    public var repeatRate: Double
    /// Hours after which an image may come back to a person who answered it.
    public var repeatAfterHours: Int
    /// The share of a person's last tasks that may be images which their first answers did not finish, 0…1, while there are
    /// others.
    public var furtherShare: Double
    /// Grows by one with every edit; 0 while nobody has edited it.
    public var revision: Int

    /// A plan with all its parts; what a project has that nobody planned for.
    public init(
        turnMinutes: Int = 120, extensions: Int = 3, skipPolicy: SkipPolicy = .others,
        imagesPerPerson: Int? = nil, order: Order = .finish, rules: ReplicationRules? = nil,
        pay: PayTerms? = nil, repeatRate: Double = 0.025, repeatAfterHours: Int = 48,
        furtherShare: Double = 0.5, revision: Int = 0
    ) {
        self.turnMinutes = turnMinutes
        self.extensions = extensions
        self.skipPolicy = skipPolicy
        self.imagesPerPerson = imagesPerPerson
        self.order = order
        self.rules = rules
        self.pay = pay
        self.repeatRate = repeatRate
        self.repeatAfterHours = repeatAfterHours
        self.furtherShare = furtherShare
        self.revision = revision
    }

    /// How long a turn or an extension of it lasts, in seconds.
    public var turnSeconds: Int64 { Int64(turnMinutes) * 60 }
}

extension WorkPlan: Codable {
    private enum CodingKeys: String, CodingKey {
        case turnMinutes, extensions, skipPolicy, imagesPerPerson, rules, pay
        case repeatRate, repeatAfterHours, furtherShare
    }

    /// Reads the settings; what is missing has its default, order and revision are kept beside them.
    public init(from decoder: any Decoder) throws {
        self.init()
        let container = try decoder.container(keyedBy: CodingKeys.self)
        turnMinutes = try container.decodeIfPresent(Int.self, forKey: .turnMinutes) ?? turnMinutes
        extensions = try container.decodeIfPresent(Int.self, forKey: .extensions) ?? extensions
        skipPolicy = try container.decodeIfPresent(SkipPolicy.self, forKey: .skipPolicy) ?? skipPolicy
        imagesPerPerson = try container.decodeIfPresent(Int.self, forKey: .imagesPerPerson)
        rules = try container.decodeIfPresent(ReplicationRules.self, forKey: .rules)
        pay = try container.decodeIfPresent(PayTerms.self, forKey: .pay)
        repeatRate = try container.decodeIfPresent(Double.self, forKey: .repeatRate) ?? repeatRate
        repeatAfterHours =
            try container.decodeIfPresent(Int.self, forKey: .repeatAfterHours) ?? repeatAfterHours
        furtherShare = try container.decodeIfPresent(Double.self, forKey: .furtherShare) ?? furtherShare
    }

    /// Writes the settings.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(turnMinutes, forKey: .turnMinutes)
        try container.encode(extensions, forKey: .extensions)
        try container.encode(skipPolicy, forKey: .skipPolicy)
        try container.encodeIfPresent(imagesPerPerson, forKey: .imagesPerPerson)
        try container.encodeIfPresent(rules, forKey: .rules)
        try container.encodeIfPresent(pay, forKey: .pay)
        try container.encode(repeatRate, forKey: .repeatRate)
        try container.encode(repeatAfterHours, forKey: .repeatAfterHours)
        try container.encode(furtherShare, forKey: .furtherShare)
    }
}

/// An image that waits for a reviewer, and why.
public struct EscalatedImage: Hashable, Sendable {
    /// Why the crowd cannot finish an image.
    public enum Reason: String, Sendable, Codable, CaseIterable {
        /// Somebody skipped it, and the project sends skipped images to a reviewer.
        case skipped
        /// As many people as are allowed have answered it, and no rule says that this is enough.
        case maximum
        /// It wants answers, and the budget does not hold another.
        case budget
        /// It wants answers, and everybody in the project has answered or refused it.
        case people
    }

    /// The image.
    public let image: LabeledImage
    /// Why it waits.
    public let reason: Reason
    /// How many answers count.
    public let answers: Int
    /// What those who skipped it said.
    public let remarks: [String]

    /// An image with the reason why it waits.
    public init(image: LabeledImage, reason: Reason, answers: Int, remarks: [String]) {
        self.image = image
        self.reason = reason
        self.answers = answers
        self.remarks = remarks
    }
}

/// A turn that ended without an answer that counts.
public struct EndedTurn: Hashable, Sendable {
    /// The turn.
    public let assignment: Assignment
    /// When it ended; nil where that was not kept.
    public let endedAt: Timestamp?
    /// How many operations its draft holds.
    public let operations: Int

    /// A turn with its draft's size.
    public init(assignment: Assignment, endedAt: Timestamp?, operations: Int) {
        self.assignment = assignment
        self.endedAt = endedAt
        self.operations = operations
    }
}
