import Labeling
import TestSupport
import Testing

@testable import Workflow

@Suite("People from outside")
struct OutsideTests {
    let bench: Bench
    let rolf: Principal
    let project: ProjectID

    init() async throws {
        bench = try Bench()
        rolf = try await bench.person("Rolf", role: .requester)
        project = try await bench.project(replication: 3, by: rolf).project.id
        try await bench.place(images: ["a.png", "b.png", "c.png"], in: project)
    }

    private func link(
        _ kind: OutsideLink.Kind, images: Int = 1, capacity: Int = 10, days: Int = 30, code: String? = nil,
        url: String? = nil
    ) async throws -> OutsideLinkView {
        try await ManageOutsideLinks(bench.environment).create(
            OutsideLinkDraft(
                name: "Link", kind: kind, images: images, capacity: capacity, days: days,
                completionCode: code,
                completionURL: url), in: project, by: rolf)
    }

    private func open(
        _ token: String?, _ parameters: OutsideParameters
    ) async throws -> OpenedOutsideLink {
        try await OpenOutsideVisit(bench.environment)(token ?? "", parameters)
    }

    /// Comes in, and is the annotator that the session's token belongs to.
    private func come(
        _ token: String?, _ parameters: OutsideParameters
    ) async throws -> (state: OutsideVisitState, principal: Principal) {
        guard case .visit(let state, let secret, _, _) = try await open(token, parameters) else {
            throw BoxwoodError(.internal, "This was a preview.")
        }
        let principal = try await Authenticate(bench.environment)(.token(secret))
        return (state, try #require(principal))
    }

    private func turk(_ worker: String, _ assignment: String, to: String? = "https://www.mturk.com")
        -> OutsideParameters
    {
        OutsideParameters(worker: worker, assignment: assignment, study: "HIT1", submitTo: to)
    }

    private func allow(_ hosts: String...) async throws {
        _ = try await ManageOutsideLinks(bench.environment).setHosts(hosts, of: project, by: rolf)
    }

    @Test("a link works only as this server signed it")
    func signature() async throws {
        let token = try #require(try await link(.anonymous).token)
        let parameters = OutsideParameters(browser: "abc")
        _ = try await come(token, parameters)
        let other = SigningKey(bytes: Array(repeating: 7, count: 32))
        let id = String(token.prefix(32))
        for forged in [
            "", id, id + ".", token + "0", String(token.dropLast()) + (token.hasSuffix("0") ? "1" : "0"),
            OutsideToken(link: OutsideLinkID(id)).text(key: other),
            OutsideToken(link: OutsideLinkID(id), worker: "abc").text(key: other),
        ] {
            try await expectRefusal(.notFound) { try await open(forged, parameters) }
        }
    }

    @Test("HMAC-SHA256 is the one of RFC 4231, test case 2")
    func mac() {
        let key = SigningKey(bytes: Array("Jefe".utf8))
        let code = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        #expect(key.signature(of: "what do ya want for nothing?") == code)
        #expect(key.hasSigned("what do ya want for nothing?", code))
        #expect(!key.hasSigned("what do ya want for something?", code))
    }

    @Test("a personal link is one person's, and its name cannot be changed")
    func personal() async throws {
        let view = try await link(.personal)
        #expect(view.token == nil)
        let manage = ManageOutsideLinks(bench.environment)
        let token = try await manage.personal("Ännie", link: view.link.id, in: project, by: rolf)
        let first = try await come(token, OutsideParameters(worker: "somebody else", browser: "x"))
        let again = try await come(token, OutsideParameters())
        #expect(first.principal.account.id == again.principal.account.id)
        #expect(first.principal.account.name == "personal:Ännie")
        #expect(first.principal.boundTo == project && first.principal.account.email == nil)
        var parts = token.split(separator: ".").map(String.init)
        parts[1] = "ff"
        try await expectRefusal(.notFound) {
            try await open(parts.joined(separator: "."), OutsideParameters())
        }
        parts[1] = "626f62"
        try await expectRefusal(.notFound) {
            try await open(parts.joined(separator: "."), OutsideParameters())
        }
        let bare = OutsideToken(link: view.link.id).text(key: bench.environment.signingKey)
        try await expectRefusal(.notFound) { try await open(bare, OutsideParameters(worker: "bob")) }
    }

    @Test(
        "a link ends by its day, by revoking, and when as many people came as may; who came before comes again"
    )
    func ends() async throws {
        let few = try await link(.anonymous, capacity: 2, days: 1)
        let ada = try await come(few.token, OutsideParameters(browser: "ada"))
        _ = try await come(few.token, OutsideParameters(browser: "bob"))
        try await expectRefusal(.forbidden) { try await open(few.token, OutsideParameters(browser: "eve")) }
        _ = try await come(few.token, OutsideParameters(browser: "ada"))
        bench.time.turn(seconds: 86_401)
        try await expectRefusal(.notFound) { try await open(few.token, OutsideParameters(browser: "ada")) }

        let other = try await link(.anonymous)
        guard
            case .visit(_, let secret, _, _) = try await open(other.token, OutsideParameters(browser: "ada"))
        else { return }
        let authenticate = Authenticate(bench.environment)
        let known = try await authenticate(.token(secret))
        #expect(known?.account.id == ada.principal.account.id, "the same name, whichever link")
        try await ManageOutsideLinks(bench.environment).revoke(other.link.id, in: project, by: rolf)
        #expect(try await authenticate(.token(secret)) == nil, "who was at work is shut out")
        try await expectRefusal(.notFound) { try await open(other.token, OutsideParameters(browser: "ada")) }
    }

    @Test("a preview makes nobody an annotator and hands out no session")
    func preview() async throws {
        try await allow("www.mturk.com")
        let view = try await link(.turk)
        for parameters in [
            OutsideParameters(), turk("W1", OutsideParameters.preview),
            turk("W1", OutsideParameters.preview, to: nil),
        ] {
            guard case .preview(let shown, let labels) = try await open(view.token, parameters) else {
                Issue.record("This was no preview.")
                continue
            }
            #expect(shown.id == project && labels.count == 2)
        }
        let people = try await ManageOutsideLinks(bench.environment).list(in: project, by: rolf)[0].people
        #expect(people == 0)
    }

    @Test("answers go back only to hosts that the project lists")
    func hosts() async throws {
        let view = try await link(.turk)
        try await expectRefusal(.invalid, field: "turkSubmitTo") {
            try await open(view.token, turk("W1", "A1"))
        }
        try await allow("https://www.mturk.com/anything", "WORKERSANDBOX.mturk.com", "http://127.0.0.1:8099")
        #expect(
            try await ManageOutsideLinks(bench.environment).hosts(of: project, by: rolf) == [
                "http://127.0.0.1:8099", "https://workersandbox.mturk.com", "https://www.mturk.com",
            ])
        _ = try await come(view.token, turk("W1", "A1"))
        _ = try await come(view.token, turk("W1", "A2", to: "http://127.0.0.1:8099/"))
        for wrong in [
            "https://evil.example", "http://www.mturk.com", "https://www.mturk.com.evil.example",
            "https://www.mturk.com:444", "https://user@www.mturk.com", "javascript:alert(1)", "",
        ] {
            try await expectRefusal(.invalid, field: "turkSubmitTo") {
                try await open(view.token, turk("W1", "A3", to: wrong))
            }
        }
        for wrong in ["http://example.org", "*.mturk.com", "", "https://a b"] {
            try await expectRefusal(.invalid, field: "hosts[0]") { try await allow(wrong) }
        }
        let framing = try await OpenOutsideVisit(bench.environment).hosts(of: try #require(view.token))
        #expect(framing.count == 3)
        #expect(try await OpenOutsideVisit(bench.environment).hosts(of: "forged").isEmpty)
    }

    @Test(
        "one worker is one annotator; each assignment is complete after its own answers, and reports their digests"
    )
    func turkVisit() async throws {
        try await allow("www.mturk.com")
        let view = try await link(.turk)
        let first = try await come(view.token, turk("W1", "A1"))
        let second = try await come(view.token, turk("W1", "A2"))
        #expect(first.principal.account.id == second.principal.account.id)
        #expect(first.state.visit.id != second.state.visit.id && first.state.completion == nil)
        let count = CountOutsideAnswer(bench.environment)
        let receipt = try await bench.answer([], in: project, by: first.principal)
        let done = try await count(receipt.submission.id, for: first.state.visit.id, by: first.principal)
        #expect(
            done.completion
                == .form(
                    action: "https://www.mturk.com/mturk/externalSubmit",
                    fields: [
                        "assignmentId": "A1", "boxwoodSubmission": receipt.submission.id.rawValue,
                        "boxwoodSHA256": receipt.submission.digest,
                    ]))
        let twice = try await count(receipt.submission.id, for: second.state.visit.id, by: first.principal)
        #expect(twice.answered == 0 && twice.completion == nil, "an answer counts for one assignment")
        let again = try await come(view.token, turk("W1", "A1"))
        #expect(again.state.completion == done.completion, "a page that is opened again goes on where it was")
    }

    @Test("other people's visits and answers do not exist")
    func foreign() async throws {
        let view = try await link(.anonymous)
        let ada = try await come(view.token, OutsideParameters(browser: "ada"))
        let bob = try await come(view.token, OutsideParameters(browser: "bob"))
        let receipt = try await bench.answer([], in: project, by: ada.principal)
        let count = CountOutsideAnswer(bench.environment)
        try await expectRefusal(.notFound) {
            try await count(receipt.submission.id, for: bob.state.visit.id, by: bob.principal)
        }
        try await expectRefusal(.notFound) {
            try await count(receipt.submission.id, for: ada.state.visit.id, by: bob.principal)
        }
        try await expectRefusal(.forbidden) {
            _ = try await ManageOutsideLinks(bench.environment).list(in: project, by: ada.principal)
        }
        try await expectRefusal(.forbidden) {
            _ = try await ManageTokens(bench.environment).issue(
                name: "t", scope: .write, project: nil, expiresInDays: nil, email: nil, by: ada.principal)
        }
    }

    @Test("a study's visit ends with its code, also when nothing is left; who was removed stays out")
    func study() async throws {
        let view = try await link(
            .prolific, images: 5, code: "C1DEF", url: "https://app.example.org/done?cc={code}")
        let parameters = OutsideParameters(worker: "P1", assignment: "S1", study: "T1")
        let ada = try await come(view.token, parameters)
        let count = CountOutsideAnswer(bench.environment)
        #expect(try await count(nil, for: ada.state.visit.id, by: ada.principal).completion == nil)
        for _ in 0..<3 {
            let receipt = try await bench.answer([], in: project, by: ada.principal)
            let state = try await count(receipt.submission.id, for: ada.state.visit.id, by: ada.principal)
            #expect((state.completion != nil) == (state.answered == 3), "three images are all there are")
        }
        let end = try await count(nil, for: ada.state.visit.id, by: ada.principal)
        #expect(end.completion == .code("C1DEF", redirect: "https://app.example.org/done?cc=C1DEF"))
        try await expectRefusal(.invalid, field: "SESSION_ID") {
            try await open(view.token, OutsideParameters(worker: "P1"))
        }
        try await expectRefusal(.invalid, field: "PROLIFIC_PID") {
            try await open(view.token, OutsideParameters(browser: "made up", assignment: "S2"))
        }
        let id = project
        try await bench.store.write { tx in _ = try tx.deleteMembership(of: ada.principal.account.id, in: id)
        }
        try await expectRefusal(.forbidden) { try await open(view.token, parameters) }
    }
}
