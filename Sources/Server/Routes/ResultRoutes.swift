import Agreement
import Hummingbird
import Labeling
import Workflow

/// What is derived from the answers: agreement, consensus.
struct ResultRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] { figures + outlines }

    private var figures: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/agreement",
                "How far people agree with one another and with the consensus, with intervals."
            ) { _, context in
                let agreement = try await MeasureAgreement(environment)(
                    try context.identifier("project"), by: try context.signedIn())
                return try .json(AgreementJSON(agreement))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/fit",
                "What the last fit of the consensus learned about the people, with intervals."
            ) { _, context in
                try await .json(
                    FitJSON(
                        ReviewFit(environment)(
                            try context.identifier("project"), by: try context.signedIn())))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/balance",
                "How the accepted objects are spread over the classes, with intervals."
            ) { _, context in
                try await .json(
                    BalanceJSON(
                        ReviewBalance(environment)(
                            try context.identifier("project"), by: try context.signedIn())))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/consensus",
                "Make the consensus of every image again, from all answers at once."
            ) { _, context in
                let settled = try await FitConsensus(environment)(
                    try context.identifier("project"), by: try context.signedIn())
                return try .json(SettledJSON(settled))
            },
        ]
    }

    private var outlines: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/images/{image}/objects/{object}/outlines",
                "Which parts of an object how many of its people drew, as nested outlines."
            ) { _, context in
                let object: Identifier<ConsensusObject> = try context.identifier("object")
                let outlines = try await OutlineSupport(environment)(
                    of: object.rawValue, on: try context.identifier("image"),
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(OutlinesJSON(outlines))
            }
        ]
    }
}
