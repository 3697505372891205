import Hummingbird
import Labeling
import Workflow

/// Second passes: people judge shapes of images that they did not answer.
struct SecondPassRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] { judging + reviewing }

    private var judging: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/projects/{project}/second-pass/turns",
                "The image one has begun to judge, or the next; 204 when nothing is left.",
                success: [200, 204]
            ) { _, context in
                let work = try await TakeSecondPass(environment)(
                    in: try context.identifier("project"), by: try context.signedIn())
                guard let work else { return .empty() }
                return try .json(SecondPassWorkJSON(work))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/second-pass/images/{image}/verdicts",
                "Say of shapes whether they are good; each identifier counts once.", body: .json,
                success: [204]
            ) { request, context in
                try await JudgeSecondPass(environment)(
                    try await request.json(VerdictsRequest.self).verdicts.map(\.draft),
                    on: try context.identifier("image"), in: try context.identifier("project"),
                    by: try context.signedIn())
                return .empty()
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/mine/second-pass",
                "How many images one could judge, and has judged."
            ) { _, context in
                let counts = try await TakeSecondPass(environment).counts(
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(
                    OwnCountsJSON(
                        enabled: counts != nil, available: counts?.available ?? 0, judged: counts?.judged ?? 0
                    ))
            },
        ]
    }

    private var reviewing: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/second-pass",
                "What a second group said of the shapes, and how far both groups can be trusted."
            ) { _, context in
                try .json(
                    SecondPassReportJSON(
                        try await ReviewSecondPass(environment)(
                            try context.identifier("project"), by: try context.signedIn())))
            },
            Endpoint(
                .put, "/api/v1/projects/{project}/second-pass/settings",
                "What is judged and by how many; a source of null to have nothing judged.", body: .json,
                success: [204]
            ) { request, context in
                let wanted = try await request.json(SettingsRequest.self)
                try await ReviewSecondPass(environment).set(
                    wanted.source.map { SecondPassSettings(source: $0, judges: wanted.judges?.value ?? 1) },
                    of: try context.identifier("project"), by: try context.signedIn())
                return .empty()
            },
        ]
    }

    private struct OwnCountsJSON: Encodable {
        let enabled: Bool
        let available: Int
        let judged: Int
    }

    private struct SettingsRequest: Decodable {
        let source: SecondPassSettings.Source?
        let judges: WholeNumber?
    }
}
