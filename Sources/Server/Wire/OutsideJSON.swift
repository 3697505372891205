import Labeling
import Workflow

/// A link by which people from outside draw.
struct OutsideLinkJSON: Encodable {
    let id: OutsideLinkID
    let name: String
    let kind: OutsideLink.Kind
    let images: Int
    let capacity: Int
    let completionCode: String?
    let completionURL: String?
    let createdAt: String
    let expiresAt: String
    let revokedAt: String?
    let people: Int
    let answers: Int
    /// Left out for personal links, of which each person has another.
    let url: String?

    init(_ view: OutsideLinkView, base: String) {
        id = view.link.id
        name = view.link.name
        kind = view.link.kind
        images = view.link.images
        capacity = view.link.capacity
        completionCode = view.link.completionCode
        completionURL = view.link.completionURL
        createdAt = view.link.createdAt.rfc3339
        expiresAt = view.link.expiresAt.rfc3339
        revokedAt = view.link.revokedAt?.rfc3339
        people = view.people
        answers = view.answers
        url = view.token.map { base + $0 + Self.placeholders(view.link.kind) }
    }

    /// What a study writes into the address by itself.
    ///
    /// Source: Prolific's documentation, "External study link". A marketplace as Mechanical Turk was adds its own.
    private static func placeholders(_ kind: OutsideLink.Kind) -> String {
        kind == .prolific
            ? "?PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}" : ""
    }
}

/// A link as a client wants it to be.
struct OutsideLinkRequest: Decodable {
    let name: String
    let kind: OutsideLink.Kind
    let images: WholeNumber?
    let capacity: WholeNumber?
    let days: WholeNumber?
    let completionCode: String?
    let completionURL: String?

    var draft: OutsideLinkDraft {
        OutsideLinkDraft(
            name: name, kind: kind, images: images?.value ?? 1, capacity: capacity?.value ?? 1_000,
            days: days?.value ?? 30, completionCode: completionCode, completionURL: completionURL)
    }
}

/// What the page of a link says of the address it was opened by.
struct VisitRequest: Decodable {
    let link: String
    let worker: String?
    /// The name that a browser made up for somebody who has none.
    let browser: String?
    let assignment: String?
    let study: String?
    let submitTo: String?

    var parameters: OutsideParameters {
        OutsideParameters(
            worker: worker, browser: browser, assignment: assignment, study: study, submitTo: submitTo)
    }
}

/// How far a visit is, and what happens now.
struct VisitJSON: Encodable {
    let id: OutsideVisitID
    let images: Int
    let answered: Int
    /// Left out while there is more to do.
    let completion: CompletionJSON?

    struct CompletionJSON: Encodable {
        /// `form` or `code`.
        let kind: String
        let action: String?
        let fields: [String: String]?
        let code: String?
        let redirect: String?

        init(_ completion: OutsideCompletion) {
            switch completion {
            case .form(let action, let fields):
                (kind, self.action, self.fields, code, redirect) = ("form", action, fields, nil, nil)
            case .code(let code, let redirect):
                (kind, action, fields, self.code, self.redirect) = ("code", nil, nil, code, redirect)
            }
        }
    }

    init(_ state: OutsideVisitState) {
        id = state.visit.id
        images = state.link.images
        answered = state.answered
        completion = state.completion.map(CompletionJSON.init)
    }
}

/// What somebody gets who opens a link.
struct OpenedLinkJSON: Encodable {
    let preview: Bool
    let project: ProjectPart
    /// Left out in a preview, like all that follows.
    let token: String?
    let account: AccountPart?
    let visit: VisitJSON?

    struct ProjectPart: Encodable {
        let id: ProjectID
        let name: String
        let description: String
        /// In a preview; whoever works gets them with an image.
        let instructions: String?
        let labels: [LabelPart]?
    }

    struct LabelPart: Encodable {
        let name: String
        let color: String
        let description: String
    }

    struct AccountPart: Encodable {
        let id: AccountID
        let name: String
    }

    init(_ opened: OpenedOutsideLink) {
        switch opened {
        case .preview(let project, let labels):
            preview = true
            self.project = ProjectPart(
                id: project.id, name: project.name, description: project.summary,
                instructions: project.instructions,
                labels: labels.filter { !$0.isRetired }.map {
                    LabelPart(name: $0.name, color: $0.color, description: $0.summary)
                })
            (token, account, visit) = (nil, nil, nil)
        case .visit(let state, let secret, let account, let project):
            preview = false
            self.project = ProjectPart(
                id: project.id, name: project.name, description: project.summary, instructions: nil,
                labels: nil)
            token = secret
            self.account = AccountPart(id: account.id, name: account.name)
            visit = VisitJSON(state)
        }
    }
}
