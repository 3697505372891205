import Hummingbird
import Labeling
import Workflow

/// How people work: figures, what stands out, and what was thought of it.
struct BehaviourRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/behaviour",
                "How people work on a project, and what somebody should look at."
            ) { _, context in
                try .json(
                    BehaviourJSON(
                        try await ReviewBehaviour(environment)(
                            try context.identifier("project"), by: try context.signedIn())))
            },
            Endpoint(
                .put, "/api/v1/projects/{project}/behaviour/settings",
                "Seconds of work on an image below which it stands out; null for none.", body: .json,
                success: [204]
            ) { request, context in
                try await ReviewBehaviour(environment).setFloor(
                    try await request.json(FloorRequest.self).secondsPerImage,
                    of: try context.identifier("project"), by: try context.signedIn())
                return .empty()
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/behaviour/judgements",
                "Say what is thought of something that stands out; nothing follows by itself.", body: .json
            ) { request, context in
                let wanted = try await request.json(JudgeRequest.self)
                return try .json(
                    BehaviourJSON(
                        try await ReviewBehaviour(environment).judge(
                            wanted.flag, wanted.verdict, note: wanted.note ?? "", id: wanted.id,
                            in: try context.identifier("project"), by: try context.signedIn())))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/mine/behaviour", "One's own record of work in a project."
            ) { _, context in
                try .json(
                    OwnBehaviourJSON(
                        try await ReviewBehaviour(environment).own(
                            in: try context.identifier("project"), by: try context.signedIn())))
            },
        ]
    }

    private struct FloorRequest: Decodable {
        let secondsPerImage: Double?
    }

    private struct JudgeRequest: Decodable {
        let id: BehaviourJudgementID
        let flag: String
        let verdict: BehaviourJudgement.Verdict
        let note: String?
    }
}
