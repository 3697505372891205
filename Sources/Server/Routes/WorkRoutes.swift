import HTTPTypes
import Hummingbird
import Labeling
import Workflow

/// An annotator's work: the next image, its draft, the answer.
struct WorkRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] { (turns + answers).map { $0.evenlyPaced() } }

    private var turns: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/projects/{project}/assignments",
                "The turn one holds, or the next image; 204 when nothing is left.", success: [200, 204]
            ) { _, context in
                let item = try await AssignNext(environment)(
                    in: try context.identifier("project"), by: try context.signedIn())
                guard let item else { return .empty() }
                return try .json(
                    AssignmentJSON(
                        item, leaseSeconds: environment.limits.leaseSeconds, now: environment.clock.now()))
            },
            Endpoint(.get, "/api/v1/assignments/{assignment}", "A turn one still holds.") { _, context in
                let item = try await AssignNext(environment).resume(
                    try context.identifier("assignment"), by: try context.signedIn())
                return try .json(
                    AssignmentJSON(
                        item, leaseSeconds: environment.limits.leaseSeconds, now: environment.clock.now()))
            },
            Endpoint(
                .post, "/api/v1/assignments/{assignment}/heartbeat", "Keep the turn.", body: .json
            ) { request, context in
                let lease = try await request.json(LeaseRequest.self).lease
                let held = try await HoldLease(environment).heartbeat(
                    try context.identifier("assignment"), lease: lease, by: try context.signedIn())
                return try .json(HeldTurnJSON(held, now: environment.clock.now()))
            },
            Endpoint(
                .post, "/api/v1/assignments/{assignment}/extend",
                "Have more time for the image; says how often one had it before.", body: .json
            ) { request, context in
                let wanted = try await request.json(ExtensionRequest.self)
                let held = try await HoldLease(environment).extend(
                    try context.identifier("assignment"), lease: wanted.lease,
                    extensions: wanted.extensions.value, by: try context.signedIn())
                return try .json(HeldTurnJSON(held, now: environment.clock.now()))
            },
            Endpoint(
                .post, "/api/v1/assignments/{assignment}/resume",
                "Take up an image again that one gave back or ran out of time for, with its draft."
            ) { _, context in
                let item = try await AssignNext(environment).takeUp(
                    try context.identifier("assignment"), by: try context.signedIn())
                return try .json(
                    AssignmentJSON(
                        item, leaseSeconds: environment.limits.leaseSeconds, now: environment.clock.now()))
            },
            Endpoint(
                .post, "/api/v1/assignments/{assignment}/return", "Give the image back; the draft is kept.",
                body: .json, success: [204]
            ) { request, context in
                let wanted = try await request.json(SkipRequest.self)
                try await HoldLease(environment).giveBack(
                    try context.identifier("assignment"), lease: wanted.lease, reason: wanted.reason ?? "",
                    by: try context.signedIn())
                return .empty()
            },
            Endpoint(
                .post, "/api/v1/assignments/{assignment}/skip",
                "Refuse the image; what becomes of it is the project's policy.",
                body: .json, success: [204]
            ) { request, context in
                let wanted = try await request.json(SkipRequest.self)
                try await HoldLease(environment).skip(
                    try context.identifier("assignment"), lease: wanted.lease, reason: wanted.reason ?? "",
                    by: try context.signedIn())
                return .empty()
            },
        ]
    }

    private var answers: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/assignments/{assignment}/draft", "What one drew so far.") { _, context in
                let draft = try await OwnWork(environment).draft(
                    of: try context.identifier("assignment"), by: try context.signedIn())
                return try .json(AssignmentJSON.DraftJSON(draft))
            },
            Endpoint(
                .post, "/api/v1/assignments/{assignment}/operations",
                "Append edits to the draft; each is taken exactly once.", body: .json
            ) { request, context in
                let wanted = try await request.json(OperationsRequest.self)
                let receipt = try await RecordOperations(environment)(
                    wanted.operations.map { ReceivedOperation(id: $0.id, edit: $0.edit, base: $0.base) },
                    to: try context.identifier("assignment"), by: try context.signedIn())
                return try .json(OperationsReceiptJSON(receipt))
            },
            Endpoint(
                .post, "/api/v1/assignments/{assignment}/submission",
                "Submit the answer; the same identifier with the same content answers the same again.",
                body: .json,
                success: [201], handler: submit),
            Endpoint(.get, "/api/v1/projects/{project}/mine", "One's own answers in a project.") {
                _, context in
                let (project, principal) = (
                    try context.identifier("project", of: Project.self), try context.signedIn()
                )
                let work = OwnWork(environment)
                return try .json(
                    OwnWorkJSON(
                        try await work.list(in: project, by: principal),
                        ended: try await work.ended(in: project, by: principal)))
            },
            Endpoint(.get, "/api/v1/assignments/{assignment}/mine", "One's own answer to an image.") {
                _, context in
                let (image, submission) = try await OwnWork(environment).answer(
                    to: try context.identifier("assignment"), by: try context.signedIn())
                return try .json(
                    OwnAnswerJSON(
                        image: ImagePart(image), annotations: submission.annotations.map(AnnotationJSON.init))
                )
            },
        ]
    }

    private func submit(_ request: Request, _ context: BoxwoodContext) async throws -> Response {
        let wanted = try await request.json(SubmissionRequest.self, limit: 16 << 20)
        guard let key = HTTPField.Name("Idempotency-Key").flatMap({ request.headers[$0] }) else {
            throw BoxwoodError(
                .invalid, "Send the submission's identifier as Idempotency-Key.", field: "Idempotency-Key")
        }
        guard key == wanted.id.rawValue else {
            throw BoxwoodError(
                .invalid, "The key differs from the submission's identifier.", field: "Idempotency-Key")
        }
        let receipt = try await SubmitAnnotations(environment)(
            wanted.annotations.map(\.annotation), id: wanted.id,
            assignment: try context.identifier("assignment"),
            lease: wanted.lease, deletedSuggestions: wanted.deletedSuggestions?.mapValues(\.value) ?? [:],
            activeMilliseconds: Int64(wanted.activeMilliseconds?.value ?? 0), screened: wanted.screened,
            revision: wanted.revision?.value, guidelineVersion: wanted.guidelineVersion?.value,
            focusChanges: wanted.focusChanges?.value, by: try context.signedIn())
        var headers = HTTPFields()
        if receipt.isReplay, let name = HTTPField.Name("Idempotency-Replayed") { headers[name] = "true" }
        return try .json(ReceiptJSON(receipt.submission), status: .created, headers: headers)
    }

    private struct HeldTurnJSON: Encodable {
        let expiresAt: String
        let dueAt: String?
        let secondsLeft: Int64?
        let extensions: Int
        let revision: Int

        init(_ held: HeldTurn, now: Timestamp) {
            expiresAt = held.endsAt.rfc3339
            dueAt = held.dueAt?.rfc3339
            secondsLeft = held.dueAt?.seconds(after: now)
            extensions = held.extensions
            revision = held.revision
        }
    }

    private struct ExtensionRequest: Decodable {
        let lease: String
        let extensions: WholeNumber
    }

    private struct LeaseRequest: Decodable {
        let lease: String
    }

    private struct SkipRequest: Decodable {
        let lease: String
        let reason: String?
    }
}
