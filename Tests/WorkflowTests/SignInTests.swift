import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("Signing in")
struct SignInTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private func signIn(
        _ email: String, _ password: String, from address: String = "192.0.2.1"
    ) async throws -> OpenedSession {
        try await SignIn(bench.environment)(email: email, password: password, from: address)
    }

    private func isSignedIn(_ session: OpenedSession) async throws -> Bool {
        try await Authenticate(bench.environment)(.session(session.secret)) != nil
    }

    @Test("the right password opens a session; a wrong one and an unknown address get the same answer")
    func credentials() async throws {
        let ada = try await bench.person("Ada", password: "correct horse")
        let session = try await signIn("ADA@example.org", "correct horse")
        #expect(session.account.id == ada.account.id)
        #expect(try await isSignedIn(session))

        let wrong = try await refusal { try await signIn("ada@example.org", "correct horsf") }
        let unknown = try await refusal { try await signIn("eve@example.org", "correct horse") }
        #expect(wrong?.code == .unauthorized)
        #expect(wrong == unknown)
    }

    @Test("an account without a password cannot be signed in to by any")
    func noPassword() async throws {
        _ = try await bench.person("Ada")
        #expect(try await refusal { try await signIn("ada@example.org", "") }?.code == .unauthorized)
    }

    @Test(
        "ten failures lock an account for a quarter of an hour, from wherever they come, and no other account"
    )
    func limitByAccount() async throws {
        _ = try await bench.person("Ada", password: "correct horse")
        _ = try await bench.person("Bob", password: "battery staple")
        for number in 0..<10 {
            let refused = try await refusal {
                try await signIn("ada@example.org", "no", from: "192.0.2.\(number)")
            }
            #expect(refused?.code == .unauthorized)
        }
        let limited = try await refusal { try await signIn("ada@example.org", "correct horse") }
        #expect(limited?.code == .rateLimited)
        #expect((limited?.retryAfterSeconds ?? 0) > 0)
        _ = try await signIn("bob@example.org", "battery staple")

        bench.time.turn(seconds: 899)
        #expect(
            try await refusal { try await signIn("ada@example.org", "correct horse") }?.code == .rateLimited)
        bench.time.turn(seconds: 2)
        _ = try await signIn("ada@example.org", "correct horse")
    }

    @Test("sixty failures lock a network address, whatever accounts they were for")
    func limitByAddress() async throws {
        for number in 0..<7 { _ = try await bench.person("P\(number)", password: "correct horse") }
        for attempt in 0..<60 {
            let refused = try await refusal { try await signIn("p\(attempt % 7)@example.org", "no") }
            #expect(refused?.code == .unauthorized)
        }
        #expect(
            try await refusal { try await signIn("p0@example.org", "correct horse") }?.code == .rateLimited)
        _ = try await signIn("p0@example.org", "correct horse", from: "192.0.2.2")
        bench.time.turn(seconds: 901)
        _ = try await signIn("p1@example.org", "correct horse")
    }

    @Test("signing in forgets the failures before it")
    func successClears() async throws {
        _ = try await bench.person("Ada", password: "correct horse")
        for _ in 0..<3 {
            for _ in 0..<9 { _ = try await refusal { try await signIn("ada@example.org", "no") } }
            _ = try await signIn("ada@example.org", "correct horse")
        }
    }

    @Test("people behind one address who sign in properly do not lock each other out")
    func manyAtOnce() async throws {
        _ = try await bench.person("Ada", password: "correct horse")
        for _ in 0..<60 { _ = try await signIn("ada@example.org", "correct horse") }
        #expect(try await signIn("ada@example.org", "correct horse").account.name == "Ada")
    }

    @Test("a session ends after twelve idle hours, and use keeps it")
    func idleEnd() async throws {
        _ = try await bench.person("Ada", password: "correct horse")
        let used = try await signIn("ada@example.org", "correct horse")
        let idle = try await signIn("ada@example.org", "correct horse")
        bench.time.turn(seconds: 11 * 3600)
        #expect(try await isSignedIn(used))
        bench.time.turn(seconds: 3600)
        #expect(try await isSignedIn(used))
        #expect(try await !isSignedIn(idle))
    }

    @Test("a session ends after fourteen days, however much it is used")
    func absoluteEnd() async throws {
        _ = try await bench.person("Ada", password: "correct horse")
        let session = try await signIn("ada@example.org", "correct horse")
        for _ in 0..<(14 * 3 - 1) {
            bench.time.turn(seconds: 8 * 3600)
            #expect(try await isSignedIn(session))
        }
        bench.time.turn(seconds: 8 * 3600)
        #expect(try await !isSignedIn(session))
    }

    @Test("signing out ends this session and no other")
    func signOut() async throws {
        _ = try await bench.person("Ada", password: "correct horse")
        let here = try await signIn("ada@example.org", "correct horse")
        let there = try await signIn("ada@example.org", "correct horse")
        let principal = try #require(try await Authenticate(bench.environment)(.session(here.secret)))
        try await SignOut(bench.environment)(principal)
        #expect(try await !isSignedIn(here))
        #expect(try await isSignedIn(there))
        try await SignOut(bench.environment)(principal)
    }

    @Test("a new password needs the present one, and ends every other session")
    func passwordChange() async throws {
        _ = try await bench.person("Ada", password: "correct horse")
        let here = try await signIn("ada@example.org", "correct horse")
        let there = try await signIn("ada@example.org", "correct horse")
        let principal = try #require(try await Authenticate(bench.environment)(.session(here.secret)))
        let accounts = ManageAccounts(bench.environment)

        let short = try await refusal {
            try await accounts.changePassword(current: "correct horse", new: "seven77", by: principal)
        }
        #expect(short?.field == "new")
        let wrong = try await refusal {
            try await accounts.changePassword(current: "wrong", new: "battery staple", by: principal)
        }
        #expect(wrong?.field == "current")
        #expect(try await isSignedIn(there))

        try await accounts.changePassword(current: "correct horse", new: "battery staple", by: principal)
        #expect(try await isSignedIn(here))
        #expect(try await !isSignedIn(there))
        #expect(
            try await refusal { try await signIn("ada@example.org", "correct horse") }?.code == .unauthorized)
        _ = try await signIn("ada@example.org", "battery staple")
    }

    @Test("secrets are never stored: neither a session's nor a link's nor a token's")
    func secretsAreHashed() async throws {
        let owner = try await bench.person("Olga", role: .owner, password: "correct horse")
        let session = try await signIn("olga@example.org", "correct horse")
        let link = try await IssueLink(bench.environment).signIn(email: "olga@example.org", by: owner)
        let token = try await ManageTokens(bench.environment).issue(
            name: "t", scope: .read, project: nil, expiresInDays: nil, email: nil, by: owner)
        let found = try await bench.store.read { tx in
            (
                try tx.session(tokenHash: session.secret) == nil, try tx.link(tokenHash: link.secret) == nil,
                try tx.token(hash: token.secret) == nil, try tx.account(owner.account.id)?.passwordHash ?? ""
            )
        }
        #expect(found.0 && found.1 && found.2)
        #expect(!found.3.contains("correct horse"))
    }
}
