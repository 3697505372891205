/// What a project pays, in minor units of one currency: cents of a euro, yen.
public struct PayTerms: Codable, Hashable, Sendable {
    /// The currency's three letters (ISO 4217), for example `EUR`.
    public var currency: String
    /// For an answer that counts, in minor units.
    public var price: Int
    /// For a judgement in a second pass, in minor units.
    public var secondPassPrice: Int
    /// What the marketplace takes on top, in hundredths of a percent: 2000 is 20 %.
    public var feeBasisPoints: Int
    /// What all of it may cost with fees, in minor units; nil for no limit.
    public var budget: Int?
    /// Work that nobody has judged after so many hours is approved; nil to wait for ever.
    public var autoApproveHours: Int?

    /// Terms with all their parts.
    public init(
        currency: String, price: Int, secondPassPrice: Int = 0, feeBasisPoints: Int = 0, budget: Int? = nil,
        autoApproveHours: Int? = 72
    ) {
        self.currency = currency
        self.price = price
        self.secondPassPrice = secondPassPrice
        self.feeBasisPoints = feeBasisPoints
        self.budget = budget
        self.autoApproveHours = autoApproveHours
    }

    /// The fees on an amount, rounded up to a whole minor unit.
    public func fees(on amount: Int) -> Int {
        amount / 10_000 * feeBasisPoints + (amount % 10_000 * feeBasisPoints + 9_999) / 10_000
    }

    /// An amount with its fees.
    public func cost(of amount: Int) -> Int { amount + fees(on: amount) }

    /// The bill for so many answers and judgements in a second pass.
    public func bill(answers: Int, secondPasses: Int = 0) -> PayBill {
        let pay = answers * price + secondPasses * secondPassPrice
        return PayBill(answers: answers, secondPasses: secondPasses, pay: pay, fees: fees(on: pay))
    }

    /// Currencies whose minor unit is not a hundredth (ISO 4217).
    private static let minorDigits = [
        "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
        "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0, "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3,
        "LYD": 3, "OMR": 3, "TND": 3,
    ]

    /// An amount of a currency as a decimal number with all its digits, for example `12.30`.
    public static func decimal(_ amount: Int, currency: String) -> String {
        let digits = minorDigits[currency] ?? 2
        guard digits > 0 else { return String(amount) }
        let unit = digits == 2 ? 100 : 1_000
        let rest = String(abs(amount) % unit)
        return (amount < 0 ? "-" : "") + String(abs(amount) / unit) + "."
            + String(repeating: "0", count: digits - rest.count) + rest
    }
}

/// What a body of work costs, in minor units.
public struct PayBill: Hashable, Sendable {
    /// Answers.
    public let answers: Int
    /// Judgements in a second pass.
    public let secondPasses: Int
    /// What the people get.
    public let pay: Int
    /// What the marketplace takes on top.
    public let fees: Int
    /// Both.
    public var total: Int { pay + fees }

    /// A bill with its parts.
    public init(answers: Int, secondPasses: Int, pay: Int, fees: Int) {
        self.answers = answers
        self.secondPasses = secondPasses
        self.pay = pay
        self.fees = fees
    }
}
