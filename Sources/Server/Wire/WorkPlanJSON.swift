import Geometry
import Labeling
import Workflow

/// How a project's work is handed out.
struct WorkPlanJSON: Encodable {
    let turnMinutes: Int
    let extensions: Int
    let skipPolicy: WorkPlan.SkipPolicy
    /// 0 for no limit.
    let imagesPerPerson: Int
    let order: WorkPlan.Order
    /// Null where every image is answered by as many people.
    let rules: ReplicationRules?
    /// Null where nothing is paid.
    let pay: PayTermsJSON?
    /// The share of a person's tasks that are images they answered before.
    let repeatRate: Double
    let repeatAfterHours: Int
    /// The share of a person's tasks that may be images which their first answers did not finish.
    let furtherShare: Double
    let revision: Int

    init(_ plan: WorkPlan) {
        turnMinutes = plan.turnMinutes
        extensions = plan.extensions
        skipPolicy = plan.skipPolicy
        imagesPerPerson = plan.imagesPerPerson ?? 0
        order = plan.order
        rules = plan.rules
        pay = plan.pay.map(PayTermsJSON.init)
        repeatRate = plan.repeatRate
        repeatAfterHours = plan.repeatAfterHours
        furtherShare = plan.furtherShare
        revision = plan.revision
    }
}

/// A plan as a client wants it to be.
struct WorkPlanRequest: Decodable {
    let turnMinutes: WholeNumber?
    let extensions: WholeNumber?
    let skipPolicy: String?
    let imagesPerPerson: WholeNumber?
    let order: String?
    let rules: RulesRequest?
    let pay: PayRequest?
    let repeatRate: Double?
    let repeatAfterHours: WholeNumber?
    let furtherShare: Double?

    /// Terms, or the word none.
    enum PayRequest: Decodable {
        case terms(PayTermsJSON)
        case word(String)

        init(from decoder: any Decoder) throws {
            if let word = try? decoder.singleValueContainer().decode(String.self) {
                self = .word(word)
            } else {
                self = .terms(try PayTermsJSON(from: decoder))
            }
        }

        func draft() throws(BoxwoodError) -> WorkPlanDraft.Pay {
            switch self {
            case .terms(let terms): return .these(terms.terms)
            case .word("none"): return .off
            case .word: throw .invalid("pay", "These are terms, or the word none.")
            }
        }
    }

    /// Rules, or the word none or initial.
    enum RulesRequest: Decodable {
        case rules(ReplicationRules)
        case word(String)

        init(from decoder: any Decoder) throws {
            if let word = try? decoder.singleValueContainer().decode(String.self) {
                self = .word(word)
            } else {
                self = .rules(try ReplicationRules(from: decoder))
            }
        }

        func draft() throws(BoxwoodError) -> WorkPlanDraft.Rules {
            switch self {
            case .rules(let rules): return .these(rules)
            case .word("none"): return .off
            case .word("initial"): return .initial
            case .word: throw .invalid("rules", "These are rules, or the word none or initial.")
            }
        }
    }

    func draft() throws(BoxwoodError) -> WorkPlanDraft {
        var draft = WorkPlanDraft()
        draft.turnMinutes = turnMinutes?.value
        draft.extensions = extensions?.value
        draft.skipPolicy = skipPolicy
        draft.imagesPerPerson = imagesPerPerson?.value
        draft.order = order
        draft.rules = try rules?.draft()
        draft.pay = try pay?.draft()
        draft.repeatRate = repeatRate
        draft.repeatAfterHours = repeatAfterHours?.value
        draft.furtherShare = furtherShare
        return draft
    }
}

/// An image that waits for a reviewer.
struct EscalationJSON: Encodable {
    let imageId: ImageID
    let name: String
    let width: Int
    let height: Int
    let reason: EscalatedImage.Reason
    let answers: Int
    /// What those who skipped it said.
    let remarks: [String]

    init(_ item: EscalatedImage) {
        imageId = item.image.id
        name = item.image.name
        width = item.image.size.width
        height = item.image.size.height
        reason = item.reason
        answers = item.answers
        remarks = item.remarks
    }
}

/// A turn that was given back or skipped.
struct RefusedTurnJSON: Encodable {
    let imageId: ImageID
    let imageName: String
    let annotatorId: AccountID
    let annotator: String
    let state: Assignment.State
    let reason: String?
    let endedAt: String?

    init(_ refused: RefusedTurn) {
        let turn = refused.turn.assignment
        imageId = turn.imageID
        imageName = refused.imageName
        annotatorId = turn.annotatorID
        annotator = refused.person
        state = turn.state
        reason = turn.skipReason
        endedAt = refused.turn.endedAt?.rfc3339
    }
}

/// Where the images of a project stand by its rules, and what that saved.
struct StageTallyJSON: Encodable {
    struct PartJSON: Encodable {
        let images: Int
        let answers: Int

        init(_ part: StageTally.Part) {
            images = part.images
            answers = part.answers
        }
    }

    let open: PartJSON
    let finished: PartJSON
    let exhausted: PartJSON
    /// As many people an image as the rules are compared with.
    let replication: Int
    /// Answers saved against that; negative where more were needed.
    let saved: Int

    init(_ tally: StageTally, replication: Int) {
        open = PartJSON(tally.open)
        finished = PartJSON(tally.finished)
        exhausted = PartJSON(tally.exhausted)
        self.replication = replication
        saved = tally.saved(against: replication)
    }
}

/// What rules would have made of past answers.
struct RulesPreviewJSON: Encodable {
    let images: Int
    let answers: Int
    let finished: Int
    let finishedByRule: [Int]
    let exhausted: Int
    let open: Int
    let used: Int
    let saved: Int
    let usedByImage: [Int]
    /// Images with an answer of somebody who fails known answers; 0 where the rules ask nothing about that.
    let doubted: Int
    /// By how much expected errors were multiplied to meet those found; null where nothing is known of that.
    let riskFactor: Double?

    init(_ preview: RulesPreview) {
        images = preview.images
        answers = preview.answers
        finished = preview.finished
        finishedByRule = preview.finishedByRule
        exhausted = preview.exhausted
        open = preview.open
        used = preview.used
        saved = preview.saved
        usedByImage = preview.usedByImage
        doubted = preview.doubted
        riskFactor = preview.riskFactor
    }
}
