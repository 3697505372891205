import Hummingbird
import Labeling
import Workflow

/// Figures to be quoted: agreement in detail, people, reliability, and the course of the work.
struct FigureRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/agreement/pairs",
                "Every two people: IoU, F1 from an IoU on, and kappa of classes, with intervals."
            ) { request, context in
                let iou = try request.query("iou").map { text throws(BoxwoodError) in
                    guard let value = Double(text) else { throw .invalid("iou", "This is a number.") }
                    return value
                }
                return try await .json(
                    PairsJSON(
                        BreakDownAgreement(environment).pairs(
                            of: try context.identifier("project"), iouThreshold: iou,
                            by: try context.signedIn())))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/agreement/breakdown",
                "Krippendorff's alpha for class and for place, by class and size, with intervals."
            ) { _, context in
                try await .json(
                    BreakdownJSON(
                        BreakDownAgreement(environment)(
                            try context.identifier("project"), by: try context.signedIn())))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/people/{account}/skill-card",
                "How one person works: what they find, call things, how their edges lie, how fast, and since when."
            ) { _, context in
                try await .json(
                    SkillCardJSON(
                        ReviewSkill(environment)(
                            of: try context.identifier("account"), in: try context.identifier("project"),
                            by: try context.signedIn())))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/calibration",
                "Of the objects given a probability, how many known answers and audits found to be there."
            ) { _, context in
                try await .json(
                    ReliabilityJSON(
                        ReviewReliability(environment)(
                            try context.identifier("project"), by: try context.signedIn())))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/dashboard",
                "The course of the work, for a while, a person and a class."
            ) { request, context in
                let filter = ActivityFilter(
                    from: try request.time("from"), to: try request.time("to"),
                    person: request.named("person").map(AccountID.init),
                    labelID: request.named("label").map(LabelClassID.init))
                return try await .json(
                    DashboardJSON(
                        ReviewDashboard(environment)(
                            try context.identifier("project"), filter, by: try context.signedIn())))
            },
        ]
    }
}
