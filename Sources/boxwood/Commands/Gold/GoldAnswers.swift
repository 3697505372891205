/// An image whose answer is known, as the server tells of it.
struct GoldItemAnswer: Codable, Sendable {
    let id: String
    let imageId: String
    let imageName: String
    let purpose: String
    let state: String
    let reason: String
    let maximumExposures: Int?
    let exposures: Int
    let score: EstimateAnswer
    let revision: Int
}

/// How a project uses gold, as the server tells of it.
struct GoldSettingsAnswer: Codable, Sendable {
    let rate: Double
    let maximumExposures: Int
    let pauseRule: String
    let threshold: Double
    let minimumAnswers: Int
    let recentAnswers: Int
    let reveals: Bool
    let rejectsWork: Bool
    let practiceImages: Int
    let exam: Exam?
    let revision: Int

    /// What an exam asks for.
    struct Exam: Codable, Sendable {
        var images: Int
        var iouThreshold: Double
        var minimumF1: Double
        var minimumClassAccuracy: Double
        var attempts: Int
        var coolDownSeconds: Int
    }

    /// The settings in lines for a terminal.
    var lines: [String] {
        let pause =
            switch pauseRule {
            case "never": "nobody is paused"
            case "score": "paused below a score of \(FigureText.decimal(threshold))"
            default: "paused when the upper end of the interval lies below \(FigureText.decimal(threshold))"
            }
        let recent =
            pauseRule == "never" || recentAnswers == 0
            ? "" : "; over all of them or over the newest \(recentAnswers)"
        return [
            "Share of gold among a person's tasks: \(FigureText.decimal(rate)).",
            "People per item: \(maximumExposures) at most.",
            "Pause: \(pause), after \(FigureText.count(minimumAnswers, "gold answer"))\(recent).",
            "Results are \(reveals ? "shown to people once they are scored" : "not shown to people").",
            "Unjudged work is \(rejectsWork ? "rejected while the server pauses its author" : "kept in a pause").",
            "Practice before work: \(FigureText.count(practiceImages, "image")).",
            exam.map { exam in
                "Exam: \(FigureText.count(exam.images, "image")), F1 of \(FigureText.decimal(exam.minimumF1)) at IoU "
                    + "\(FigureText.decimal(exam.iouThreshold)), class accuracy of "
                    + "\(FigureText.decimal(exam.minimumClassAccuracy)), \(FigureText.count(exam.attempts, "attempt")), "
                    + "\(exam.coolDownSeconds / 3600) h between them."
            } ?? "No exam.",
        ]
    }
}

/// How somebody does on gold, as the server tells of it.
struct GoldPersonAnswer: Codable, Sendable {
    struct Pause: Codable, Sendable {
        let reason: String
        let since: String
        let automatic: Bool
    }

    let annotatorId: String
    let name: String
    let score: EstimateAnswer
    let pause: Pause?
}

/// A list of something.
struct GoldListAnswer<Item: Codable & Sendable>: Decodable, Sendable {
    let items: [Item]
}
