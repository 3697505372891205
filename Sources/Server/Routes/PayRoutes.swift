import HTTPTypes
import Hummingbird
import Labeling
import NIOCore
import Workflow

/// What people earn: for those who pay, and for those who are paid.
struct PayRoutes: EndpointGroup {
    let environment: WorkflowEnvironment

    var endpoints: [Endpoint] { reading + deciding + paying }

    private var reading: [Endpoint] {
        [
            Endpoint(
                .get, "/api/v1/projects/{project}/pay",
                "The terms, what is spent and committed, and what each person earned."
            ) { _, context in
                let summary = try await ReviewPay(environment)(
                    try context.identifier("project"), by: try context.signedIn())
                return try .json(PaySummaryJSON(summary))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/pay/work", "Paid work in one state, oldest first, in pages."
            ) { request, context in
                let page = try await ReviewPay(environment).work(
                    in: try context.identifier("project"),
                    state: try request.query("state", default: .pending),
                    after: request.filled("after").map { PayWorkID($0) }, limit: try request.limit(),
                    by: try context.signedIn())
                return try .json(PageJSON(items: page.items.map(PayWorkJSON.init), next: page.next))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/pay/ledger", "The ledger, which only grows; newest first."
            ) { request, context in
                let entries = try await ReviewPay(environment).ledger(
                    of: try context.identifier("project"), limit: try request.limit(),
                    by: try context.signedIn())
                return try .json(ItemsJSON(items: entries.map { PayEntryJSON($0.entry, name: $0.name) }))
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/earnings",
                "What one earned oneself, with what one was told."
            ) { _, context in
                let (terms, work) = try await ReviewPay(environment).earnings(
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(EarningsJSON(terms: terms, work: work))
            },
        ]
    }

    private var deciding: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/projects/{project}/pay/estimate", "What work would cost, with fees.",
                body: .json
            ) { request, context in
                let wanted = try await request.json(PayEstimateRequest.self)
                let estimate = try await EstimatePay(environment)(
                    wanted.pay?.terms, images: wanted.images?.value, replication: wanted.replication?.value,
                    secondPasses: wanted.secondPasses?.value ?? 0, in: try context.identifier("project"),
                    by: try context.signedIn())
                return try .json(PayEstimateJSON(estimate))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/pay/decisions",
                "Approve work, or reject it with a reason that the person reads.", body: .json
            ) { request, context in
                let wanted = try await request.json(PayDecisionRequest.self)
                let changed = try await DecidePay(environment)(
                    wanted.decision, on: wanted.works, feedback: wanted.feedback ?? "",
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(ChangedJSON(changed: changed))
            },
            Endpoint(
                .post, "/api/v1/projects/{project}/pay/bonuses", "Give somebody a bonus.", body: .json,
                success: [201]
            ) { request, context in
                let wanted = try await request.json(BonusRequest.self)
                let work = try await DecidePay(environment).bonus(
                    BonusDraft(
                        id: wanted.id, account: wanted.accountId, amount: wanted.amount.value,
                        reason: wanted.reason ?? ""),
                    in: try context.identifier("project"), by: try context.signedIn())
                return try .json(
                    PayWorkJSON(NamedPayWork(work: work, name: "", image: nil)), status: .created)
            },
        ]
    }

    private var paying: [Endpoint] {
        [
            Endpoint(
                .post, "/api/v1/projects/{project}/pay/payouts", "Say that everything due was paid.",
                body: .json, success: [201]
            ) { request, context in
                let wanted = try await request.json(PayoutRequest.self)
                let lines = try await PayPeople(environment)(
                    wanted.id, in: try context.identifier("project"), by: try context.signedIn())
                return try .json(PayoutJSON(id: wanted.id, lines: lines), status: .created)
            },
            Endpoint(
                .get, "/api/v1/projects/{project}/pay.csv",
                "What is due to whom, or with payout what one paid, as comma-separated values."
            ) { request, context in
                let (project, principal) = (
                    try context.identifier("project", of: Project.self), try context.signedIn()
                )
                let people = PayPeople(environment)
                let lines =
                    if let payout = request.filled("payout") {
                        try await people.lines(of: PayoutID(payout), in: project, by: principal)
                    } else {
                        try await people.due(in: project, by: principal)
                    }
                return Response(
                    status: .ok,
                    headers: [
                        .contentType: "text/csv; charset=utf-8",
                        .contentDisposition: "attachment; filename=\"pay.csv\"",
                    ],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: PaymentCSV.text(lines))))
            },
        ]
    }

    private struct PayDecisionRequest: Decodable {
        let decision: PayDecision
        let works: [PayWorkID]
        let feedback: String?
    }

    private struct BonusRequest: Decodable {
        let id: PayWorkID
        let accountId: AccountID
        let amount: WholeNumber
        let reason: String?
    }

    private struct PayoutRequest: Decodable {
        let id: PayoutID
    }

    private struct ChangedJSON: Encodable {
        let changed: Int
    }
}
