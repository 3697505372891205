import Labeling
import Workflow

/// What a project pays, as it is told and as it is asked for; amounts in minor units of the currency.
struct PayTermsJSON: Codable {
    let currency: String
    let price: Int
    let secondPassPrice: Int?
    /// Hundredths of a percent.
    let feeBasisPoints: Int?
    let budget: Int?
    /// Missing: work waits until somebody judges it.
    let autoApproveHours: Int?

    init(_ terms: PayTerms) {
        currency = terms.currency
        price = terms.price
        secondPassPrice = terms.secondPassPrice
        feeBasisPoints = terms.feeBasisPoints
        budget = terms.budget
        autoApproveHours = terms.autoApproveHours
    }

    var terms: PayTerms {
        PayTerms(
            currency: currency, price: price, secondPassPrice: secondPassPrice ?? 0,
            feeBasisPoints: feeBasisPoints ?? 0, budget: budget, autoApproveHours: autoApproveHours)
    }
}

/// An amount with its fees.
struct CostJSON: Encodable {
    let amount: Int
    let fees: Int
    let total: Int

    init(_ amount: Int, _ terms: PayTerms?) {
        self.amount = amount
        fees = terms?.fees(on: amount) ?? 0
        total = amount + fees
    }
}

/// Where the money of a project stands.
struct PaySummaryJSON: Encodable {
    struct PersonJSON: Encodable {
        let accountId: AccountID
        let name: String
        let pending: PartJSON
        let approved: PartJSON
        let rejected: PartJSON
        let paid: PartJSON
        let bonus: PartJSON

        init(_ balance: PayBalance, name: String) {
            accountId = balance.accountID
            self.name = name
            pending = PartJSON(balance.parts[.pending])
            approved = PartJSON(balance.parts[.approved])
            rejected = PartJSON(balance.parts[.rejected])
            paid = PartJSON(balance.parts[.paid])
            bonus = PartJSON(balance.bonus)
        }
    }

    struct PartJSON: Encodable {
        let count: Int
        let amount: Int

        init(_ part: PayBalance.Part?) {
            count = part?.count ?? 0
            amount = part?.amount ?? 0
        }
    }

    let terms: PayTermsJSON?
    /// Owed or paid.
    let spent: CostJSON
    /// Promised to those who hold turns.
    let committed: CostJSON
    /// Both, with fees.
    let total: Int
    let budgetSpent: Bool
    let people: [PersonJSON]

    init(_ summary: PaySummary) {
        terms = summary.terms.map(PayTermsJSON.init)
        spent = CostJSON(summary.spent, summary.terms)
        committed = CostJSON(summary.committed, summary.terms)
        total = CostJSON(summary.spent + summary.committed, summary.terms).total
        budgetSpent = summary.isSpent
        people = summary.people.map { PersonJSON($0.balance, name: $0.name) }
    }
}

/// A piece of paid work.
struct PayWorkJSON: Encodable {
    let id: PayWorkID
    let accountId: AccountID
    let name: String
    let imageId: ImageID?
    let imageName: String
    let kind: PayWork.Kind
    let amount: Int
    let currency: String
    let state: PayWork.State
    let feedback: String
    let earnedAt: String

    init(_ named: NamedPayWork) {
        let work = named.work
        id = work.id
        accountId = work.accountID
        name = named.name
        imageId = named.image?.id
        imageName = named.image?.name ?? ""
        kind = work.kind
        amount = work.amount
        currency = work.currency
        state = work.state
        feedback = work.feedback
        earnedAt = work.earnedAt.rfc3339
    }
}

/// What one earned oneself; nothing of anybody else's, and no file names.
struct EarningsJSON: Encodable {
    struct WorkJSON: Encodable {
        let id: PayWorkID
        let kind: PayWork.Kind
        let amount: Int
        let currency: String
        let state: PayWork.State
        let feedback: String
        let earnedAt: String
    }

    /// What an answer earns now; missing where nothing is paid.
    let price: Int?
    let currency: String?
    let pending: Int
    let approved: Int
    let paid: Int
    let items: [WorkJSON]

    init(terms: PayTerms?, work: [PayWork]) {
        price = terms?.price
        currency = terms?.currency ?? work.first?.currency
        func sum(_ state: PayWork.State) -> Int {
            work.filter { $0.state == state }.reduce(0) { $0 + $1.amount }
        }
        pending = sum(.pending)
        approved = sum(.approved)
        paid = sum(.paid)
        items = work.map { work in
            WorkJSON(
                id: work.id, kind: work.kind, amount: work.amount, currency: work.currency,
                state: work.state, feedback: work.feedback, earnedAt: work.earnedAt.rfc3339)
        }
    }
}

/// A line of the ledger.
struct PayEntryJSON: Encodable {
    let workId: PayWorkID
    let accountId: AccountID
    let name: String
    let event: PayEntry.Event
    let change: Int
    let reason: String
    /// Missing where the server did it by itself.
    let authorId: AccountID?
    let at: String

    init(_ entry: PayEntry, name: String) {
        workId = entry.workID
        accountId = entry.accountID
        self.name = name
        event = entry.event
        change = entry.change
        reason = entry.reason
        authorId = entry.authorID
        at = entry.at.rfc3339
    }
}
