import Labeling
import Storage
import Testing

@Suite("Store contract: people")
struct PeopleContractTests {
    @Test(
        "an account comes back as it was stored, by identifier and by email", arguments: TestEngine.available)
    func accounts(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let ada = Sample.account(2, email: "ada@example.org", role: .owner)
            let robot = Sample.account(3, name: "Imported")
            let bo = Sample.account(1, email: "bo@example.org")
            try await store.write { tx in
                for account in [ada, robot, bo] { try tx.insert(account) }
            }
            #expect(try await store.read { try $0.account(ada.id) } == ada)
            #expect(try await store.read { try $0.account(email: "ada@example.org") } == ada)
            #expect(try await store.read { try $0.account(email: "nobody@example.org") } == nil)
            #expect(try await store.read { try $0.accounts() } == [bo, ada])

            let changed = Account(
                id: ada.id, email: "ada@example.com", name: "Ada L.", role: .requester,
                passwordHash: "$scrypt$",
                createdAt: ada.createdAt
            )
            try await store.write { try $0.update(changed) }
            #expect(try await store.read { try $0.account(ada.id) } == changed)
        }
    }

    @Test("an email address belongs to one account", arguments: TestEngine.available)
    func duplicateEmail(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.write { try $0.insert(Sample.account(1, email: "ada@example.org")) }
            let error = await #expect(throws: BoxwoodError.self) {
                try await store.write { try $0.insert(Sample.account(2, email: "ada@example.org")) }
            }
            #expect(error?.code == .conflict)
            #expect(try await store.read { try $0.accounts().count } == 1)
        }
    }

    @Test(
        "sessions are found by their hash, moved, and ended one by one or all but one",
        arguments: TestEngine.available)
    func sessions(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let sessions = (1...3).map { number in
                Session(
                    tokenHash: Sample.hash(number), accountID: Sample.id(1), createdAt: Sample.start,
                    idleExpiresAt: Sample.start.adding(days: 1), expiresAt: Sample.start.adding(days: 30)
                )
            }
            try await store.write { tx in
                try tx.insert(Sample.account(1))
                for session in sessions { try tx.insert(session) }
                try tx.touch(sessionTokenHash: Sample.hash(1), idleExpiresAt: Sample.start.adding(days: 2))
            }
            let moved = try await store.read { try $0.session(tokenHash: Sample.hash(1)) }
            #expect(moved?.idleExpiresAt == Sample.start.adding(days: 2))
            #expect(moved?.expiresAt == sessions[0].expiresAt)

            try await store.write { try $0.deleteSession(tokenHash: Sample.hash(1)) }
            #expect(try await store.read { try $0.session(tokenHash: Sample.hash(1)) } == nil)
            try await store.write { try $0.deleteSessions(of: Sample.id(1), except: Sample.hash(2)) }
            #expect(try await store.read { try $0.session(tokenHash: Sample.hash(2)) } == sessions[1])
            #expect(try await store.read { try $0.session(tokenHash: Sample.hash(3)) } == nil)
            try await store.write { try $0.deleteSessions(of: Sample.id(1), except: nil) }
            #expect(try await store.read { try $0.session(tokenHash: Sample.hash(2)) } == nil)
        }
    }

    @Test("a link can be used once", arguments: TestEngine.available)
    func links(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let invite = OneTimeLink(
                tokenHash: Sample.hash(1), kind: .invite, email: "bo@example.org", projectID: Sample.id(1),
                role: .reviewer, createdAt: Sample.start, expiresAt: Sample.start.adding(days: 7)
            )
            let owner = OneTimeLink(
                tokenHash: Sample.hash(2), kind: .owner, createdAt: Sample.start,
                expiresAt: Sample.start.adding(days: 1)
            )
            try await store.write { tx in
                try tx.insert(Sample.project(1))
                try tx.insert(invite)
                try tx.insert(owner)
            }
            #expect(try await store.read { try $0.link(tokenHash: Sample.hash(1)) } == invite)
            let uses = try await store.write { tx in
                try (0..<2).map { _ in try tx.consumeLink(tokenHash: Sample.hash(1), at: Sample.start) }
            }
            #expect(uses == [true, false])
            #expect(try await store.read { try $0.link(tokenHash: Sample.hash(1))?.usedAt } == Sample.start)

            try await store.write { tx in
                try tx.deleteUnusedLinks(kind: .owner)
                try tx.deleteUnusedLinks(kind: .invite)
            }
            #expect(try await store.read { try $0.link(tokenHash: Sample.hash(2)) } == nil)
            #expect(
                try await store.read { try $0.link(tokenHash: Sample.hash(1)) } != nil, "a used link stays")
        }
    }

    @Test("a token is found by its hash and revoked by its own account only", arguments: TestEngine.available)
    func tokens(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let token = APIToken(
                id: Sample.id(7), tokenHash: Sample.hash(7), accountID: Sample.id(1), name: "nightly",
                scope: .read,
                projectID: Sample.id(1), createdAt: Sample.start, expiresAt: Sample.start.adding(days: 1)
            )
            try await store.write { tx in
                try tx.insert(Sample.account(1))
                try tx.insert(Sample.project(1))
                try tx.insert(token)
            }
            #expect(try await store.read { try $0.token(hash: Sample.hash(7)) } == token)
            #expect(try await store.read { try $0.tokens(of: Sample.id(1)) } == [token])
            try await store.write { try $0.touch(token: Sample.id(7), at: Sample.start) }
            #expect(try await store.read { try $0.token(hash: Sample.hash(7))?.lastUsedAt } == Sample.start)
            #expect(try await store.write { try $0.deleteToken(Sample.id(7), of: Sample.id(2)) } == false)
            #expect(try await store.write { try $0.deleteToken(Sample.id(7), of: Sample.id(1)) })
            #expect(try await store.read { try $0.token(hash: Sample.hash(7)) } == nil)
        }
    }

    @Test("failed attempts are counted by key, and old ones forgotten", arguments: TestEngine.available)
    func attempts(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.write { tx in
                for second in 0..<5 {
                    let at = Sample.start.adding(seconds: Int64(second))
                    try tx.countFailedAttempt(key: "ada", at: at, forgetBefore: Sample.start)
                }
                try tx.countFailedAttempt(
                    key: "bo", at: Sample.start, forgetBefore: Sample.start.adding(seconds: 2))
            }
            #expect(try await store.read { try $0.failedAttempts(key: "ada", since: Sample.start) } == 3)
            let since = Sample.start.adding(seconds: 4)
            #expect(try await store.read { try $0.failedAttempts(key: "ada", since: since) } == 1)
            try await store.write { try $0.clearFailedAttempts(key: "ada") }
            #expect(try await store.read { try $0.failedAttempts(key: "ada", since: Sample.start) } == 0)
            #expect(try await store.read { try $0.failedAttempts(key: "bo", since: Sample.start) } == 1)
        }
    }
}
