import Labeling
import Workflow

/// What a bill is asked for.
struct PayEstimateRequest: Decodable {
    /// Missing: the project's terms.
    let pay: PayTermsJSON?
    /// Missing: the images that want answers.
    let images: WholeNumber?
    let replication: WholeNumber?
    let secondPasses: WholeNumber?
}

/// A bill, from the least to the most it can be.
struct PayEstimateJSON: Encodable {
    struct BillJSON: Encodable {
        let answers: Int
        let secondPasses: Int
        let pay: Int
        let fees: Int
        let total: Int

        init(_ bill: PayBill) {
            answers = bill.answers
            secondPasses = bill.secondPasses
            pay = bill.pay
            fees = bill.fees
            total = bill.total
        }
    }

    let images: Int
    let least: BillJSON
    let most: BillJSON
    let fitsBudget: Bool

    init(_ estimate: PayEstimate) {
        images = estimate.images
        least = BillJSON(estimate.least)
        most = BillJSON(estimate.most)
        fitsBudget = estimate.fitsBudget
    }
}

/// Who was paid what.
struct PayoutJSON: Encodable {
    struct LineJSON: Encodable {
        let accountId: AccountID
        let name: String
        let pieces: Int
        let amount: Int
        let bonus: Int
        let currency: String
    }

    let id: PayoutID
    let people: [LineJSON]
    let total: Int

    init(id: PayoutID, lines: [PaymentLine]) {
        self.id = id
        people = lines.map { line in
            LineJSON(
                accountId: line.accountID, name: line.name, pieces: line.pieces, amount: line.amount,
                bonus: line.bonus, currency: line.currency)
        }
        total = lines.reduce(0) { $0 + $1.amount }
    }
}

/// Payments as comma-separated values (RFC 4180), amounts as decimal numbers of the currency.
enum PaymentCSV {
    static func text(_ lines: [PaymentLine]) -> String {
        let head = ["account", "name", "email", "pieces", "amount", "bonus", "currency"]
        return DecisionCSV.line(head)
            + lines.map { line in
                DecisionCSV.line([
                    line.accountID.rawValue, line.name, line.email ?? "", String(line.pieces),
                    PayTerms.decimal(line.amount, currency: line.currency),
                    PayTerms.decimal(line.bonus, currency: line.currency), line.currency,
                ])
            }.joined()
    }
}
