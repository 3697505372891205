/// How a project uses known answers to learn who draws well.
public struct GoldSettings: Hashable, Sendable, Codable {
    /// When a person is paused.
    public enum PauseRule: String, Sendable, Codable, CaseIterable {
        /// When even the upper end of the interval of their score lies below the threshold.
        case interval
        /// When their score lies below the threshold.
        case score
        /// Never by the server.
        case never
    }

    /// The share of a person's tasks that are gold, 0…0.5.
    public var rate = 0.1
    /// How many people are given one item unless it says otherwise.
    public var maximumExposures = 50
    /// When a person is paused.
    public var pauseRule = PauseRule.interval
    /// The score below which a person is paused, 0…1.
    public var threshold = 0.7
    /// Gold answers of a person before they can be paused.
    public var minimumAnswers = 5
    /// So many newest gold answers are judged by themselves, too, so that somebody who slackens is noticed whatever they
    /// did before; 0 where only all of them count.
    public var recentAnswers = 4
    /// Whether work that nobody has judged is rejected while the server pauses its author; earned again when that ends.
    public var rejectsWork = false
    /// Whether people see the results of the gold in their work once it is scored.
    public var reveals = false
    /// Practice images that come before anything else; 0 where practice is a free choice.
    public var practiceImages = 0
    /// The exam that comes before ordinary work; nil for none.
    public var exam: Exam?

    /// The defaults.
    public init() {}

    /// What an exam asks for.
    public struct Exam: Hashable, Sendable, Codable {
        /// Images of one attempt; nobody meets one twice.
        public var images = 10
        /// Shapes count as found from this IoU on.
        public var iouThreshold = 0.5
        /// The least F1 to pass, 0…1.
        public var minimumF1 = 0.8
        /// The least share of found objects that are given the right class, 0…1.
        public var minimumClassAccuracy = 0.9
        /// How often one may try.
        public var attempts = 2
        /// How long after an attempt the next can begin, in seconds.
        public var coolDownSeconds: Int64 = 86_400

        /// The defaults.
        public init() {}
    }
}

/// The settings of one project as they are kept.
public struct GoldSettingsRecord: Hashable, Sendable {
    /// The project.
    public let projectID: ProjectID
    /// The settings.
    public var settings: GoldSettings
    /// Where the random numbers begin that decide which tasks are gold; a secret.
    public let seed: Int64
    /// Grows by one with every edit.
    public var revision: Int

    /// Settings with all that is kept beside them.
    public init(projectID: ProjectID, settings: GoldSettings, seed: Int64, revision: Int = 1) {
        self.projectID = projectID
        self.settings = settings
        self.seed = seed
        self.revision = revision
    }
}
