import ArgumentParser

/// Says what is paid, judges work, and pays.
struct PayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pay", abstract: "Say what work earns, judge it, and pay for it.",
        discussion: "Amounts are whole minor units of the currency: 30 is 0.30 EUR.",
        subcommands: [
            PayTermsCommand.self, PayShow.self, PayEstimateCommand.self, PayList.self, PayApprove.self,
            PayReject.self, PayBonus.self, PayCSV.self, PayPayout.self,
        ])

    /// Where the pay of a project is.
    static func path(_ project: String, _ rest: String...) -> String {
        (["/api/v1/projects/\(project)/pay"] + rest.map(APIClient.encoded)).joined(separator: "/")
    }
}

/// Terms as the server takes and tells them.
struct PayTermsAnswer: Codable, Sendable {
    var currency: String
    var price: Int
    var secondPassPrice: Int?
    var feeBasisPoints: Int?
    var budget: Int?
    var autoApproveHours: Int?
}

/// A piece of paid work as the server tells of it.
struct PayWorkAnswer: Codable, Sendable {
    let id: String
    let accountId: String
    let name: String
    let imageName: String
    let kind: String
    let amount: Int
    let currency: String
    let state: String
    let feedback: String
    let earnedAt: String
}
