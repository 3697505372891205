import ArgumentParser

/// Shows or sets how a project uses gold.
struct GoldSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Show how a project uses gold, or set it.")

    @OptionGroup var options: GoldOptions

    @Option(help: "The share of a person's tasks that are gold, 0 to 0.5.")
    var rate: Double?

    @Option(help: "How many people are given one item.")
    var maximumExposures: Int?

    @Option(help: "When people are paused: interval, score or never.")
    var pauseRule: String?

    @Option(help: "The score below which people are paused, 0 to 1.")
    var threshold: Double?

    @Option(help: "Gold answers of a person before they can be paused.")
    var minimumAnswers: Int?

    @Option(help: "So many newest gold answers are judged by themselves, too; 0 for none.")
    var recentAnswers: Int?

    @Option(help: "Whether people see their results: yes or no.")
    var reveals: String?

    @Option(help: "Whether unjudged work is rejected while the server pauses its author: yes or no.")
    var rejectsWork: String?

    @Option(help: "Practice images that come before anything else.")
    var practiceImages: Int?

    @Option(help: "Images of an exam that comes before ordinary work.")
    var examImages: Int?

    @Option(help: "The IoU from which shapes count as found in the exam.")
    var examIou: Double?

    @Option(help: "The least F1 to pass, 0 to 1.")
    var examF1: Double?

    @Option(help: "The least share of right classes to pass, 0 to 1.")
    var examClassAccuracy: Double?

    @Option(help: "How often one may try the exam.")
    var examAttempts: Int?

    @Option(help: "Hours after an attempt before the next can begin.")
    var examCoolDown: Int?

    @Flag(help: "Ask for no exam any more.")
    var noExam = false

    struct Wish: Encodable, Sendable {
        let rate: Double?
        let maximumExposures: Int?
        let pauseRule: String?
        let threshold: Double?
        let minimumAnswers: Int?
        let recentAnswers: Int?
        let reveals: Bool?
        let rejectsWork: Bool?
        let practiceImages: Int?
        var exam: GoldSettingsAnswer.Exam?
        let endsExam: Bool

        private enum CodingKeys: String, CodingKey {
            case rate, maximumExposures, pauseRule, threshold, minimumAnswers, recentAnswers, reveals
            case rejectsWork, practiceImages, exam
        }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encodeIfPresent(rate, forKey: .rate)
            try object.encodeIfPresent(maximumExposures, forKey: .maximumExposures)
            try object.encodeIfPresent(pauseRule, forKey: .pauseRule)
            try object.encodeIfPresent(threshold, forKey: .threshold)
            try object.encodeIfPresent(minimumAnswers, forKey: .minimumAnswers)
            try object.encodeIfPresent(recentAnswers, forKey: .recentAnswers)
            try object.encodeIfPresent(reveals, forKey: .reveals)
            try object.encodeIfPresent(rejectsWork, forKey: .rejectsWork)
            try object.encodeIfPresent(practiceImages, forKey: .practiceImages)
            if endsExam {
                try object.encodeNil(forKey: .exam)
            } else {
                try object.encodeIfPresent(exam, forKey: .exam)
            }
        }

        /// Whether anything is to be set.
        var isEmpty: Bool {
            rate == nil && maximumExposures == nil && pauseRule == nil && threshold == nil
                && minimumAnswers == nil && recentAnswers == nil && reveals == nil && rejectsWork == nil
                && practiceImages == nil && exam == nil && !endsExam
        }
    }

    func validate() throws {
        guard reveals == nil || reveals == "yes" || reveals == "no" else {
            throw ValidationError("--reveals is yes or no.")
        }
        guard rejectsWork == nil || rejectsWork == "yes" || rejectsWork == "no" else {
            throw ValidationError("--rejects-work is yes or no.")
        }
        guard !noExam || !changesExam else {
            throw ValidationError("--no-exam goes with no other option of the exam.")
        }
    }

    private var changesExam: Bool {
        examImages != nil || examIou != nil || examF1 != nil || examClassAccuracy != nil
            || examAttempts != nil
            || examCoolDown != nil
    }

    /// The exam as it is, with what the options change.
    private func exam(from present: GoldSettingsAnswer.Exam?) -> GoldSettingsAnswer.Exam? {
        guard changesExam else { return nil }
        var exam =
            present
            ?? GoldSettingsAnswer.Exam(
                images: 10, iouThreshold: 0.5, minimumF1: 0.8, minimumClassAccuracy: 0.9, attempts: 2,
                coolDownSeconds: 86_400)
        exam.images = examImages ?? exam.images
        exam.iouThreshold = examIou ?? exam.iouThreshold
        exam.minimumF1 = examF1 ?? exam.minimumF1
        exam.minimumClassAccuracy = examClassAccuracy ?? exam.minimumClassAccuracy
        exam.attempts = examAttempts ?? exam.attempts
        exam.coolDownSeconds = examCoolDown.map { $0 * 3_600 } ?? exam.coolDownSeconds
        return exam
    }

    func run() async throws {
        let wish = Wish(
            rate: rate, maximumExposures: maximumExposures, pauseRule: pauseRule, threshold: threshold,
            minimumAnswers: minimumAnswers, recentAnswers: recentAnswers,
            reveals: reveals.map { $0 == "yes" },
            rejectsWork: rejectsWork.map { $0 == "yes" },
            practiceImages: practiceImages, exam: nil, endsExam: noExam)
        let settings = try await options.with { [self] id, client in
            var wish = wish
            let path = GoldCommand.path(id, "settings")
            let present = try await client.call("GET", path, as: GoldSettingsAnswer.self)
            wish.exam = exam(from: present.exam)
            if wish.isEmpty { return present }
            return try await client.call(
                "PUT", path, .json(wish), ifMatch: present.revision, as: GoldSettingsAnswer.self)
        }
        if options.json { try Terminal.json(settings) } else { print(settings.lines.joined(separator: "\n")) }
    }
}
