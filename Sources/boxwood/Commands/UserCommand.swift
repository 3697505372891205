import ArgumentParser
import Labeling

/// Adds and lists accounts.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Add and list people, and make sign-in links.",
        subcommands: [Add.self, List.self, Link.self])

    struct Person: Codable, Sendable {
        let id: String
        let name: String
        let email: String?
        let role: String
    }

    struct Issued: Codable, Sendable {
        let link: String
        let expiresAt: String
        let account: Person?
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account and print its one-time sign-in link.")

        @OptionGroup var folder: DataOptions

        @Argument(help: "The email address.")
        var email: String

        @Option(help: "owner, requester, reviewer or annotator.")
        var role: String

        @Option(help: "The name others see.")
        var name: String?

        @Option(help: "A project to give them the role in.")
        var project: String?

        @Flag(help: "Print the account and the link as JSON.")
        var json = false

        struct Wish: Encodable, Sendable {
            let email: String
            let name: String?
            let role: String
        }

        struct Joined: Decodable, Sendable {
            let role: String
        }

        func run() async throws {
            guard Role(rawValue: role) != nil else {
                throw ValidationError("A role is one of owner, requester, reviewer, annotator.")
            }
            let wish = Wish(email: email, name: name, role: role)
            let project = project
            let issued = try await ServerConnection.with(folder) { client in
                let issued = try await client.call("POST", "/api/v1/accounts", .json(wish), as: Issued.self)
                if let project {
                    let id = try await ProjectReference(project).id(client)
                    _ = try await client.call(
                        "POST", "/api/v1/projects/\(id)/members", .json(wish), as: Joined.self)
                }
                return issued
            }
            if json { try Terminal.json(issued) } else { print(issued.link) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts.")

        @OptionGroup var folder: DataOptions

        @Flag(help: "Print one JSON object a line.")
        var json = false

        struct Answer: Decodable, Sendable {
            let items: [Person]
        }

        func run() async throws {
            let people = try await ServerConnection.with(folder) { client in
                try await client.call("GET", "/api/v1/accounts", as: Answer.self).items
            }
            for person in people {
                if json {
                    try Terminal.json(person)
                } else {
                    print("\(person.email ?? "-")  \(person.role)  \(person.name)")
                }
            }
        }
    }

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a one-time sign-in link for an account.")

        @OptionGroup var folder: DataOptions

        @Argument(help: "The email address.")
        var email: String

        @Flag(help: "Print the link and its end as JSON.")
        var json = false

        func run() async throws {
            let email = email
            let issued = try await ServerConnection.with(folder) { client in
                try await client.call(
                    "POST", "/api/v1/accounts/link", .json(["email": email]), as: Issued.self)
            }
            if json { try Terminal.json(issued) } else { print(issued.link) }
        }
    }
}
