import Labeling

/// A member of a project as they were named on the command line, by identifier, email or name.
struct PersonReference: Sendable {
    private let text: String

    /// An identifier, an email or a name.
    init(_ text: String) {
        self.text = text
    }

    private struct Members: Decodable, Sendable {
        struct Member: Decodable, Sendable {
            struct Account: Decodable, Sendable {
                let id: String
                let email: String?
                let name: String
            }

            let account: Account
        }

        let items: [Member]
    }

    /// The account's identifier.
    ///
    /// - Throws: ``CommandFailure`` when nobody, or more than one, is meant.
    func id(in project: String, _ client: APIClient) async throws -> String {
        let path = "/api/v1/projects/\(project)/members"
        let found = try await client.call("GET", path, as: Members.self).items.map(\.account).filter {
            $0.id == text || $0.email == text || $0.name == text
        }
        guard let first = found.first else { throw CommandFailure("The project has no member \(text).") }
        guard found.count == 1 else {
            throw CommandFailure("Several members are called \(text); give the email or the identifier.")
        }
        return first.id
    }
}
