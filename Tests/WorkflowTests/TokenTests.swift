import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("API tokens")
struct TokenTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private func issue(
        scope: APIToken.Scope = .write, project: ProjectID? = nil, days: Int? = nil, email: String? = nil,
        by principal: Principal
    ) async throws -> (token: APIToken, secret: String) {
        try await ManageTokens(bench.environment).issue(
            name: "script", scope: scope, project: project, expiresInDays: days, email: email, by: principal)
    }

    private func principal(_ secret: String) async throws -> Principal? {
        try await Authenticate(bench.environment)(.token(secret))
    }

    @Test("a token acts for its maker, with its scope", arguments: APIToken.Scope.allCases)
    func scope(scope: APIToken.Scope) async throws {
        let ada = try await bench.person("Ada")
        let (token, secret) = try await issue(scope: scope, by: ada)
        #expect(secret.hasPrefix("bw_"))
        let found = try #require(try await principal(secret))
        #expect(found.account.id == ada.account.id)
        #expect(found.scope == scope)
        #expect(try await principal("bw_" + String(repeating: "0", count: 64)) == nil)
        #expect(try await ManageTokens(bench.environment).list(by: ada).map(\.id) == [token.id])
    }

    @Test("a token for one project opens nothing else, not even for the owner")
    func bound() async throws {
        let owner = try await bench.person("Olga", role: .owner)
        let mine = try await bench.project(by: owner).project
        let other = try await bench.project("Other", by: owner).project
        let (_, secret) = try await issue(project: mine.id, by: owner)
        let program = try #require(try await principal(secret))
        let projects = ManageProjects(bench.environment)

        #expect(try await projects.list(for: program).map(\.project.id) == [mine.id])
        #expect(
            try await refusal { try await projects.detail(of: other.id, for: program) }?.code == .notFound)
        #expect(try await refusal { try await bench.project("New", by: program) }?.code == .forbidden)
        #expect(try await refusal { try await issue(by: program) }?.code == .forbidden)
        #expect(
            try await refusal { try await ManageAccounts(bench.environment).list(by: program) }?.code
                == .forbidden)
    }

    @Test("a token for one project cannot change its owner's password")
    func boundPassword() async throws {
        let owner = try await bench.person("Olga", role: .owner)
        let mine = try await bench.project(by: owner).project
        let (_, secret) = try await issue(project: mine.id, by: owner)
        let program = try #require(try await principal(secret))
        let refused = try await refusal {
            try await ManageAccounts(bench.environment).changePassword(
                current: nil, new: "taken over", by: program)
        }
        #expect(refused?.code == .forbidden)
    }

    @Test("a token ends on its day, and when it is revoked")
    func ends() async throws {
        let ada = try await bench.person("Ada")
        let dated = try await issue(days: 2, by: ada)
        let lasting = try await issue(by: ada)
        bench.time.turn(seconds: 2 * 86_400 - 1)
        #expect(try await principal(dated.secret) != nil)
        bench.time.turn(seconds: 1)
        #expect(try await principal(dated.secret) == nil)
        #expect(try await principal(lasting.secret) != nil)

        let tokens = ManageTokens(bench.environment)
        let eve = try await bench.person("Eve")
        #expect(try await refusal { try await tokens.revoke(lasting.token.id, by: eve) }?.code == .notFound)
        try await tokens.revoke(lasting.token.id, by: ada)
        #expect(try await principal(lasting.secret) == nil)
        #expect(try await refusal { try await tokens.revoke(lasting.token.id, by: ada) }?.code == .notFound)
    }

    @Test("the list shows when a token was last used, to the hour")
    func lastUse() async throws {
        let ada = try await bench.person("Ada")
        let (_, secret) = try await issue(by: ada)
        let tokens = ManageTokens(bench.environment)
        #expect(try await tokens.list(by: ada).map(\.lastUsedAt) == [nil])
        _ = try await principal(secret)
        let first = bench.time.now
        #expect(try await tokens.list(by: ada).map(\.lastUsedAt) == [first])
        bench.time.turn(seconds: 1800)
        _ = try await principal(secret)
        #expect(try await tokens.list(by: ada).map(\.lastUsedAt) == [first])
        bench.time.turn(seconds: 1801)
        _ = try await principal(secret)
        #expect(try await tokens.list(by: ada).map(\.lastUsedAt) == [bench.time.now])
    }

    @Test("only the owner makes tokens for others, and nobody for a project they cannot see")
    func rights() async throws {
        let owner = try await bench.person("Olga", role: .owner)
        let project = try await bench.project(by: owner).project
        let ada = try await bench.person("Ada")
        #expect(try await refusal { try await issue(email: "olga@example.org", by: ada) }?.code == .forbidden)
        #expect(try await refusal { try await issue(project: project.id, by: ada) }?.code == .notFound)
        let (_, secret) = try await issue(email: "ADA@example.org", by: owner)
        #expect(try await principal(secret)?.account.id == ada.account.id)
        #expect(try await refusal { try await issue(email: "no@example.org", by: owner) }?.code == .notFound)
    }

    @Test("a token lasts 1 to 3650 days", arguments: [0, -1, 3651])
    func days(days: Int) async throws {
        let ada = try await bench.person("Ada")
        #expect(try await refusal { try await issue(days: days, by: ada) }?.field == "expiresInDays")
    }
}
