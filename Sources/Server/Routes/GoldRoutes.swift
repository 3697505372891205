import HTTPTypes
import Hummingbird
import Labeling
import Workflow

/// Known answers that people meet, and what comes of it.
struct GoldRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] { settings + items + people + trials + own.map { $0.evenlyPaced() } }

    private var settings: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/gold/settings", "How a project uses known answers."
            ) { _, context in try await settings(context) },
            Endpoint(
                .put, "/api/v1/projects/{project}/gold/settings",
                "Set how a project uses known answers; needs If-Match, with 0 for the first time.",
                body: .json
            ) { request, context in
                let wanted = try await request.json(GoldSettingsRequest.self)
                let project: ProjectID = try context.identifier("project")
                let principal = try context.signedIn()
                let present = try await ManageGold(environment).settings(of: project, by: principal).settings
                try await ManageGold(environment).set(
                    wanted.applied(to: present), revision: try request.revision(), in: project, by: principal)
                return try await settings(context)
            },
        ]
    }

    private var items: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/gold/items",
                "The images whose answer is known, with what came of them."
            ) { _, context in
                let items = try await ReviewGold(environment).items(
                    of: try context.identifier("project"), by: try context.signedIn())
                return try .json(ItemsJSON(items: items.map(GoldItemJSON.init)))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/gold/items",
                "Make images gold: by known answers, by their consensus, or by answers given here.",
                body: .json,
                success: [201]
            ) { request, context in
                let drafts = try await request.json(GoldItemsRequest.self).drafts()
                let project: ProjectID = try context.identifier("project")
                let principal = try context.signedIn()
                let made = try await ManageGold(environment).add(drafts, to: project, by: principal)
                let ids = Set(made.map(\.id))
                let reports = try await ReviewGold(environment).items(of: project, by: principal)
                return try .json(
                    ItemsJSON(items: reports.filter { ids.contains($0.item.id) }.map(GoldItemJSON.init)),
                    status: .created)
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/gold/items/{item}", "One image whose answer is known."
            ) { _, context in try await item(context) },
            Endpoint(
                .patch, "/api/v1/projects/{project}/gold/items/{item}",
                "Change an item; all scores and pauses follow. Needs If-Match.", body: .json
            ) { request, context in
                let wanted = try await request.json(GoldItemRequest.self)
                try await ManageGold(environment).change(
                    try context.identifier("item"), wanted.change, revision: try request.revision(),
                    in: try context.identifier("project"), by: try context.signedIn())
                return try await item(context)
            },
        ]
    }

    private var people: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/gold/people", "How people do on known answers."
            ) { _, context in
                let people = try await ReviewGold(environment).people(
                    of: try context.identifier("project"), by: try context.signedIn())
                return try .json(ItemsJSON(items: people.map(GoldPersonJSON.init)))
            },
            Endpoint(
                .put, "/api/v1/projects/{project}/gold/people/{person}/pause",
                "Give somebody no more work until the pause is lifted.", body: .json
            ) { request, context in
                try await ManageGold(environment).pause(
                    try context.identifier("person"),
                    reason: try await request.json(PauseRequest.self).reason,
                    in: try context.identifier("project"), by: try context.signedIn())
                return try await person(context)
            },
            Endpoint(
                .delete, "/api/v1/projects/{project}/gold/people/{person}/pause", "Lift a pause."
            ) { _, context in
                try await ManageGold(environment).lift(
                    try context.identifier("person"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return try await person(context)
            },
        ]
    }

    private var trials: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/projects/{project}/gold/exam",
                "Begin an attempt at the exam; one that is open goes on.", success: [201]
            ) { _, context in
                let project: ProjectID = try context.identifier("project")
                let principal = try context.signedIn()
                try await TakeTrial(environment).begin(in: project, by: principal)
                let own = try await ReviewGold(environment).own(in: project, by: principal)
                return try .json(OwnGoldJSON(own), status: .created)
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/gold/exam/assignments",
                "The next image of the open attempt; 204 when there is none.", success: [200, 204]
            ) { _, context in try await trial(.exam, context) },
            Endpoint(
                .post, "/api/v1/projects/{project}/gold/practice/assignments",
                "The next practice image; 204 when none is left.", success: [200, 204]
            ) { _, context in try await trial(.practice, context) },
        ]
    }

    private var own: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/gold/mine",
                "One's own results on known answers, as far as the project shows them."
            ) { _, context in
                let own = try await ReviewGold(environment).own(
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(OwnGoldJSON(own))
            },
            Endpoint(
                .get, "/api/v1/assignments/{assignment}/result",
                "An answer beside the known one, where it is shown."
            ) { _, context in
                let view = try await ReviewGold(environment).result(
                    of: try context.identifier("assignment"), by: try context.signedIn())
                guard let result = GoldResultJSON(view) else { throw BoxwoodError.notFound("result") }
                return try .json(result)
            },
        ]
    }

    private func trial(_ purpose: GoldItem.Purpose, _ context: BoxwoodContext) async throws -> Response {
        let item = try await TakeTrial(environment).next(
            purpose, in: try context.identifier("project"), by: try context.signedIn())
        guard let item else { return .empty() }
        return try .json(
            AssignmentJSON(
                item, leaseSeconds: environment.limits.leaseSeconds, now: environment.clock.now()))
    }

    private func settings(_ context: BoxwoodContext) async throws -> Response {
        let (settings, revision) = try await ManageGold(environment).settings(
            of: try context.identifier("project"), by: try context.signedIn())
        return try .json(
            GoldSettingsJSON(settings, revision: revision), headers: [.eTag: "\"\(revision)\""])
    }

    private func person(_ context: BoxwoodContext) async throws -> Response {
        let report = try await ReviewGold(environment).person(
            try context.identifier("person"), of: try context.identifier("project"),
            by: try context.signedIn())
        return try .json(GoldPersonJSON(report))
    }

    private func item(_ context: BoxwoodContext) async throws -> Response {
        let report = try await ReviewGold(environment).item(
            try context.identifier("item"), of: try context.identifier("project"),
            by: try context.signedIn())
        return try .json(GoldItemJSON(report), headers: [.eTag: "\"\(report.item.revision)\""])
    }

    private struct PauseRequest: Decodable {
        let reason: String
    }
}
