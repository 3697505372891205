import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("One-time links")
struct LinkTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private func redeem(
        _ link: IssuedLink, email: String? = nil, as principal: Principal? = nil
    ) async throws -> OpenedSession {
        let wanted = email.map { NewAccount(email: $0, name: "New", password: "correct horse") }
        return try await RedeemLink(bench.environment)(link.secret, account: wanted, as: principal)
    }

    @Test("the owner's link makes the owner once, and only the link printed last works")
    func ownerLink() async throws {
        let issue = IssueLink(bench.environment)
        let first = try #require(try await issue.ownerLink())
        let second = try #require(try await issue.ownerLink())
        #expect(try await refusal { try await redeem(first, email: "me@example.org") }?.code == .notFound)

        let session = try await redeem(second, email: "Me@Example.org")
        #expect(session.account.role == .owner)
        #expect(session.account.email == "me@example.org")
        #expect(try await Authenticate(bench.environment)(.session(session.secret))?.account.role == .owner)

        #expect(try await refusal { try await redeem(second, email: "you@example.org") }?.code == .notFound)
        #expect(try await issue.ownerLink() == nil, "there is an owner now")
    }

    @Test("an invitation shows where it leads, makes an account, and gives the role in that project only")
    func invitation() async throws {
        let owner = try await bench.person("Olga", role: .owner)
        let project = try await bench.project(by: owner).project
        let other = try await bench.project("Other", by: owner).project
        let link = try await IssueLink(bench.environment).invite(
            to: project.id, role: .reviewer, email: nil, by: owner)

        let preview = try await RedeemLink(bench.environment).inspect(link.secret, as: nil)
        #expect(preview.kind == .invite)
        #expect(preview.projectName == "Cells")
        #expect(preview.role == .reviewer)
        #expect(preview.needsAccount)
        #expect(try await refusal { try await redeem(link) }?.field == "email")

        let account = try await redeem(link, email: "rita@example.org").account
        #expect(account.role == .annotator, "an invitation gives no role on the server")
        let rita = Principal(account: account, scope: .write, boundTo: nil)
        let projects = ManageProjects(bench.environment)
        #expect(try await projects.list(for: rita).map(\.project.id) == [project.id])
        #expect(try await projects.detail(of: project.id, for: rita).role == .reviewer)
        #expect(try await refusal { try await projects.detail(of: other.id, for: rita) }?.code == .notFound)
    }

    @Test("a signed-in person joins with their own account and never loses a role they have")
    func joining() async throws {
        let owner = try await bench.person("Olga", role: .owner)
        let project = try await bench.project(by: owner).project
        let rita = try await bench.member("Rita", of: project.id, role: .reviewer)
        let link = try await IssueLink(bench.environment).invite(
            to: project.id, role: .annotator, email: nil, by: owner)
        #expect(try await !RedeemLink(bench.environment).inspect(link.secret, as: rita).needsAccount)
        #expect(try await redeem(link, as: rita).account.id == rita.account.id)
        #expect(
            try await ManageProjects(bench.environment).detail(of: project.id, for: rita).role == .reviewer)
    }

    @Test("an invitation for one address is for nobody else, and stays good when somebody else tries")
    func boundInvitation() async throws {
        let owner = try await bench.person("Olga", role: .owner)
        let project = try await bench.project(by: owner).project
        let ada = try await bench.person("Ada")
        let eve = try await bench.person("Eve")
        let link = try await IssueLink(bench.environment).invite(
            to: project.id, role: .annotator, email: "ADA@example.org", by: owner)
        #expect(try await refusal { try await redeem(link, as: eve) }?.field == "email")
        #expect(try await redeem(link, as: ada).account.id == ada.account.id)
        #expect(try await refusal { try await redeem(link, as: ada) }?.code == .notFound)
    }

    @Test("a sign-in link needs no password, and is over in time")
    func signInLink() async throws {
        let owner = try await bench.person("Olga", role: .owner)
        let added = try await ManageAccounts(bench.environment).add(
            email: "new@example.org", name: nil, role: .requester, by: owner)
        #expect(added.account.name == "new")
        #expect(try await redeem(added.link).account.id == added.account.id)
        #expect(try await refusal { try await redeem(added.link) }?.code == .notFound)

        let link = try await IssueLink(bench.environment).signIn(email: "NEW@example.org", by: owner)
        let seconds = (link.expiresAt.milliseconds - bench.time.now.milliseconds) / 1000
        bench.time.turn(seconds: seconds)
        #expect(try await refusal { try await redeem(link) }?.code == .notFound)
    }

    @Test("only the owner makes accounts and sign-in links, and nobody is invited as owner")
    func rights() async throws {
        let requester = try await bench.person("Rolf", role: .requester)
        let project = try await bench.project(by: requester).project
        let (accounts, issue) = (ManageAccounts(bench.environment), IssueLink(bench.environment))
        let tries: [() async throws -> Void] = [
            { _ = try await accounts.add(email: "a@b.c", name: nil, role: .owner, by: requester) },
            { _ = try await accounts.list(by: requester) },
            { _ = try await issue.signIn(email: "rolf@example.org", by: requester) },
        ]
        for attempt in tries { #expect(try await refusal(of: attempt)?.code == .forbidden) }
        let asOwner = try await refusal {
            try await issue.invite(to: project.id, role: .owner, email: nil, by: requester)
        }
        #expect(asOwner?.field == "role")
    }

    @Test("an email address has one account, however it is written")
    func oneAccount() async throws {
        let owner = try await bench.person("Olga", role: .owner)
        let accounts = ManageAccounts(bench.environment)
        _ = try await accounts.add(email: "ada@example.org", name: "Ada", role: .annotator, by: owner)
        let again = try await refusal {
            try await accounts.add(email: " Ada@EXAMPLE.org ", name: "Ada", role: .annotator, by: owner)
        }
        #expect(again?.code == .conflict)
        #expect(try await accounts.list(by: owner).count == 2)
    }

    @Test(
        "addresses and names that are refused",
        arguments: [
            ("", "Ada", "email"), ("ada", "Ada", "email"), ("@example.org", "Ada", "email"),
            ("ada@", "Ada", "email"), ("a@b@c", "Ada", "email"), ("a da@example.org", "Ada", "email"),
            ("ada\u{0}@example.org", "Ada", "email"), ("ada@example.org", " ", "name"),
            ("ada@example.org", "A\u{202E}da", "name"), ("ada@example.org", "A\nda", "name"),
            ("ada@example.org", String(repeating: "a", count: 201), "name"),
        ])
    func badAccounts(email: String, name: String, field: String) async throws {
        let owner = try await bench.person("Olga", role: .owner)
        let refused = try await refusal {
            try await ManageAccounts(bench.environment).add(
                email: email, name: name, role: .annotator, by: owner)
        }
        #expect(refused?.code == .invalid)
        #expect(refused?.field == field)
    }
}
