import Agreement
import Geometry
import Labeling
import Workflow

/// How a project uses gold.
struct GoldSettingsJSON: Encodable {
    let rate: Double
    let maximumExposures: Int
    let pauseRule: GoldSettings.PauseRule
    let threshold: Double
    let minimumAnswers: Int
    /// So many newest answers are judged by themselves, too; 0 for none.
    let recentAnswers: Int
    let reveals: Bool
    /// Whether unjudged work is rejected while the server pauses its author.
    let rejectsWork: Bool
    let practiceImages: Int
    let exam: GoldSettings.Exam?
    let revision: Int

    init(_ settings: GoldSettings, revision: Int) {
        rate = settings.rate
        maximumExposures = settings.maximumExposures
        pauseRule = settings.pauseRule
        threshold = settings.threshold
        minimumAnswers = settings.minimumAnswers
        recentAnswers = settings.recentAnswers
        reveals = settings.reveals
        rejectsWork = settings.rejectsWork
        practiceImages = settings.practiceImages
        exam = settings.exam
        self.revision = revision
    }
}

/// Settings as a client sends them; what is missing stays.
struct GoldSettingsRequest: Decodable {
    let rate: Double?
    let maximumExposures: WholeNumber?
    let pauseRule: GoldSettings.PauseRule?
    let threshold: Double?
    let minimumAnswers: WholeNumber?
    let recentAnswers: WholeNumber?
    let reveals: Bool?
    let rejectsWork: Bool?
    let practiceImages: WholeNumber?
    /// Null: no exam; missing: as it is.
    let exam: GoldSettings.Exam??

    private enum CodingKeys: String, CodingKey {
        case rate, maximumExposures, pauseRule, threshold, minimumAnswers, recentAnswers, reveals,
            rejectsWork,
            practiceImages, exam
    }

    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        rate = try object.decodeIfPresent(Double.self, forKey: .rate)
        maximumExposures = try object.decodeIfPresent(WholeNumber.self, forKey: .maximumExposures)
        pauseRule = try object.decodeIfPresent(GoldSettings.PauseRule.self, forKey: .pauseRule)
        threshold = try object.decodeIfPresent(Double.self, forKey: .threshold)
        minimumAnswers = try object.decodeIfPresent(WholeNumber.self, forKey: .minimumAnswers)
        recentAnswers = try object.decodeIfPresent(WholeNumber.self, forKey: .recentAnswers)
        reveals = try object.decodeIfPresent(Bool.self, forKey: .reveals)
        rejectsWork = try object.decodeIfPresent(Bool.self, forKey: .rejectsWork)
        practiceImages = try object.decodeIfPresent(WholeNumber.self, forKey: .practiceImages)
        exam =
            object.contains(.exam)
            ? .some(try object.decodeIfPresent(GoldSettings.Exam.self, forKey: .exam)) : nil
    }

    func applied(to present: GoldSettings) -> GoldSettings {
        var settings = present
        if let rate { settings.rate = rate }
        if let maximumExposures { settings.maximumExposures = maximumExposures.value }
        if let pauseRule { settings.pauseRule = pauseRule }
        if let threshold { settings.threshold = threshold }
        if let minimumAnswers { settings.minimumAnswers = minimumAnswers.value }
        if let recentAnswers { settings.recentAnswers = recentAnswers.value }
        if let reveals { settings.reveals = reveals }
        if let rejectsWork { settings.rejectsWork = rejectsWork }
        if let practiceImages { settings.practiceImages = practiceImages.value }
        if let exam { settings.exam = exam }
        return settings
    }
}

/// A known object, with the clause of the guidelines that asks for it.
struct GoldPartJSON: Codable {
    let annotation: AnnotationJSON
    let clause: String?

    init(_ part: GoldAnswer.Part) {
        annotation = AnnotationJSON(part.annotation)
        clause = part.clause.isEmpty ? nil : part.clause
    }

    var part: GoldAnswer.Part { GoldAnswer.Part(annotation: annotation.annotation, clause: clause ?? "") }
}

/// An item with what came of it.
struct GoldItemJSON: Encodable {
    let id: GoldItemID
    let imageId: ImageID
    let imageName: String
    let width: Int
    let height: Int
    let purpose: GoldItem.Purpose
    let state: GoldItem.State
    let reason: String
    let maximumExposures: Int?
    let exposures: Int
    let score: EstimateJSON
    /// The share of answers that reach the threshold.
    let passRate: EstimateJSON
    /// Point-biserial correlation of passing with the person's score elsewhere; null where it is not defined.
    let discrimination: Double?
    let disputeRate: Double
    let createdAt: String
    let revision: Int
    let answers: [AnswerJSON]

    struct AnswerJSON: Encodable {
        let id: GoldAnswerID
        let origin: GoldAnswer.Origin
        let parts: [GoldPartJSON]
    }

    init(_ report: GoldItemReport) {
        let item = report.item
        id = item.id
        imageId = item.imageID
        imageName = report.image.name
        width = report.image.size.width
        height = report.image.size.height
        purpose = item.purpose
        state = item.state
        reason = item.reason
        maximumExposures = item.maximumExposures
        exposures = item.exposures
        score = EstimateJSON(report.score)
        passRate = EstimateJSON(report.health.passRate)
        discrimination = report.health.discrimination
        disputeRate = report.health.disputeRate
        createdAt = item.createdAt.rfc3339
        revision = item.revision
        answers = item.answers.map { answer in
            AnswerJSON(id: answer.id, origin: answer.origin, parts: answer.parts.map(GoldPartJSON.init))
        }
    }
}

/// Images that are to become gold, as a client sends them.
struct GoldItemsRequest: Decodable {
    let items: [Item]

    struct Item: Decodable {
        let imageId: ImageID
        let purpose: GoldItem.Purpose?
        /// `known` or `consensus`; missing where the answers are given here.
        let from: String?
        let answers: [[GoldPartJSON]]?
        let maximumExposures: WholeNumber?
    }

    func drafts() throws(BoxwoodError) -> [GoldItemDraft] {
        var drafts: [GoldItemDraft] = []
        for (index, item) in items.enumerated() {
            let source: GoldItemDraft.Source
            switch (item.from, item.answers) {
            case ("known", nil): source = .known
            case ("consensus", nil): source = .consensus
            case (nil, let answers?): source = .given(answers.map { $0.map(\.part) })
            default:
                throw .invalid(
                    "items[\(index)].from", "Say known or consensus, or give the acceptable answers.")
            }
            drafts.append(
                GoldItemDraft(
                    imageID: item.imageId, purpose: item.purpose ?? .stream, source: source,
                    maximumExposures: item.maximumExposures?.value))
        }
        return drafts
    }
}

/// A change of an item, as a client sends it.
struct GoldItemRequest: Decodable {
    let purpose: GoldItem.Purpose?
    let state: GoldItem.State?
    let reason: String?
    /// Null: the project's limit.
    let maximumExposures: Int??
    let answers: [Answer]?

    struct Answer: Decodable {
        let id: GoldAnswerID?
        let parts: [GoldPartJSON]
    }

    private enum CodingKeys: String, CodingKey {
        case purpose, state, reason, maximumExposures, answers
    }

    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        purpose = try object.decodeIfPresent(GoldItem.Purpose.self, forKey: .purpose)
        state = try object.decodeIfPresent(GoldItem.State.self, forKey: .state)
        reason = try object.decodeIfPresent(String.self, forKey: .reason)
        maximumExposures =
            object.contains(.maximumExposures)
            ? .some(try object.decodeIfPresent(WholeNumber.self, forKey: .maximumExposures)?.value) : nil
        answers = try object.decodeIfPresent([Answer].self, forKey: .answers)
    }

    var change: GoldItemChange {
        var change = GoldItemChange()
        change.purpose = purpose
        change.state = state
        change.reason = reason
        change.maximumExposures = maximumExposures
        change.answers = answers?.map { ($0.id, $0.parts.map(\.part)) }
        return change
    }
}
