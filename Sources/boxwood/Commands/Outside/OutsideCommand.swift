public import ArgumentParser
public import Labeling

/// Makes and revokes the links by which people from outside draw.
struct OutsideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outside",
        abstract: "Links for people without an account: named, anonymous, marketplaces.",
        subcommands: [
            OutsideList.self, OutsideCreate.self, OutsidePersonal.self, OutsideRevoke.self, OutsideHosts.self,
        ])

    /// Where something of a project is.
    static func path(_ project: String, _ rest: String...) -> String {
        (["/api/v1/projects/\(project)"] + rest.map(APIClient.encoded)).joined(separator: "/")
    }

    /// A link as the server tells it.
    struct Link: Codable, Sendable {
        let id: String
        let name: String
        let kind: String
        let images: Int
        let capacity: Int
        let expiresAt: String
        let revokedAt: String?
        let people: Int
        let answers: Int
        let url: String?
    }
}

/// Lists the links of a project.
struct OutsideList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the links, newest first.")

    @OptionGroup var folder: DataOptions

    @Option(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "Print one JSON object a line.")
    var json = false

    struct Answer: Decodable, Sendable {
        let items: [OutsideCommand.Link]
    }

    func run() async throws {
        let links = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call("GET", OutsideCommand.path(id, "outside-links"), as: Answer.self)
                .items
        }
        for link in links {
            if json {
                try Terminal.json(link)
            } else {
                let state = link.revokedAt == nil ? "until \(link.expiresAt)" : "revoked"
                print(
                    "\(link.id)  \(link.kind)  \(link.people)/\(link.capacity) people  \(link.answers) answers  \(state)  \(link.name)"
                )
                if let url = link.url { print("  \(url)") }
            }
        }
    }
}

/// Makes a link.
struct OutsideCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a link and print its address.",
        discussion: "A personal link has an address for each person: boxwood outside personal.")

    @OptionGroup var folder: DataOptions

    @Argument(help: "What it is for, in your words.")
    var name: String

    @Option(help: "The project's name or identifier.")
    var project: String

    @Option(help: "personal, anonymous, turk or prolific.")
    var kind: OutsideLink.Kind

    @Option(help: "How many images make a visit complete.")
    var images: Int?

    @Option(help: "How many people may come.")
    var capacity: Int?

    @Option(help: "How many days it works.")
    var days: Int?

    @Option(help: "The code that is shown in the end.")
    var code: String?

    @Option(help: "Where people are sent then; {code} stands for the code.")
    var redirect: String?

    @Flag(help: "Print the link as JSON.")
    var json = false

    struct Wish: Encodable, Sendable {
        let name: String
        let kind: String
        let images: Int?
        let capacity: Int?
        let days: Int?
        let completionCode: String?
        let completionURL: String?
    }

    func run() async throws {
        let wish = Wish(
            name: name, kind: kind.rawValue, images: images, capacity: capacity, days: days,
            completionCode: code,
            completionURL: redirect)
        let link = try await ServerConnection.with(folder) { [project] client in
            let id = try await ProjectReference(project).id(client)
            return try await client.call(
                "POST", OutsideCommand.path(id, "outside-links"), .json(wish), as: OutsideCommand.Link.self)
        }
        if json { return try Terminal.json(link) }
        print(link.url ?? link.id)
    }
}

/// Prints the address of a personal link for one person.
struct OutsidePersonal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "personal", abstract: "Print the address of a personal link for each named person.")

    @OptionGroup var folder: DataOptions

    @Argument(help: "The link's identifier.")
    var link: String

    @Argument(help: "The names by which you know the people.")
    var workers: [String]

    @Option(help: "The project's name or identifier.")
    var project: String

    private struct Wish: Encodable, Sendable {
        let worker: String
    }

    private struct Answer: Decodable, Sendable {
        let url: String
    }

    func run() async throws {
        let addresses = try await ServerConnection.with(folder) { [project, link, workers] client in
            let id = try await ProjectReference(project).id(client)
            var addresses: [String] = []
            for worker in workers {
                addresses.append(
                    try await client.call(
                        "POST", OutsideCommand.path(id, "outside-links", link, "personal"),
                        .json(Wish(worker: worker)), as: Answer.self
                    ).url)
            }
            return addresses
        }
        for (worker, address) in zip(workers, addresses) { print("\(worker)\t\(address)") }
    }
}

/// Revokes a link.
struct OutsideRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a link and all its sessions; answers stay.")

    @OptionGroup var folder: DataOptions

    @Argument(help: "The link's identifier.")
    var link: String

    @Option(help: "The project's name or identifier.")
    var project: String

    func run() async throws {
        try await ServerConnection.with(folder) { [project, link] client in
            let id = try await ProjectReference(project).id(client)
            try await client.remove(OutsideCommand.path(id, "outside-links", link))
        }
    }
}

/// Shows or replaces the hosts that may frame the outside pages.
struct OutsideHosts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hosts",
        abstract: "Show or replace the hosts that may frame the outside pages and get their people back.")

    @OptionGroup var folder: DataOptions

    @Argument(help: "The hosts from now on; the present ones are shown when left out.")
    var hosts: [String] = []

    @Option(help: "The project's name or identifier.")
    var project: String

    @Flag(help: "List no host any more.")
    var none = false

    private struct Answer: Codable, Sendable {
        let hosts: [String]
    }

    func run() async throws {
        let answer = try await ServerConnection.with(folder) { [project, hosts, none] client in
            let id = try await ProjectReference(project).id(client)
            let path = OutsideCommand.path(id, "outside-hosts")
            return hosts.isEmpty && !none
                ? try await client.call("GET", path, as: Answer.self)
                : try await client.call("PUT", path, .json(Answer(hosts: hosts)), as: Answer.self)
        }
        for host in answer.hosts { print(host) }
    }
}

extension OutsideLink.Kind: ExpressibleByArgument {}
