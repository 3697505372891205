import Labeling
import Workflow

/// The simulated annotators of a project: members who cannot sign in and answer on their own.
struct DemoCrowd: Sendable {
    let project: DemoProject
    private let people: [(annotator: SimulatedAnnotator, principal: Principal)]

    /// Finds the annotators among the project's members, and adds those who are missing.
    init(_ count: Int, seed: UInt64, in project: DemoProject) async throws(BoxwoodError) {
        self.project = project
        let annotators = (0..<count).map { SimulatedAnnotator(number: $0, seed: seed) }
        let now = project.environment.clock.now()
        let identifiers = OrderedIdentifiers().source
        let accounts = try await project.environment.store.write { tx -> [Account] in
            let members = try tx.members(of: project.id).map(\.account).filter { $0.email == nil }
            return try annotators.map { annotator in
                if let member = members.first(where: { $0.name == annotator.name }) { return member }
                let account = Account(
                    id: identifiers.identifier(), email: nil, name: annotator.name, role: .annotator,
                    passwordHash: nil, createdAt: now)
                try tx.insert(account)
                try tx.put(Membership(projectID: project.id, accountID: account.id, role: .annotator))
                return account
            }
        }
        people = zip(annotators, accounts).map { annotator, account in
            (annotator, Principal(account: account, scope: .write, boundTo: project.id))
        }
    }

    /// Lets everybody answer every image that is left for them, all at once as in life.
    func answer(_ images: [ImageID: DemoImage], progress: (String) -> Void) async throws {
        let (labels, minimumSide) = try await project.environment.store.read { [project] tx in
            let labels = try tx.labels(of: project.id).filter { !$0.isRetired }
            return (labels, try tx.project(project.id)?.minimumSidePixels ?? 0)
        }
        let (submitted, counter) = AsyncStream.makeStream(of: Void.self)
        async let finished: Void = work(
            on: images, labels: labels, minimumSide: minimumSide, submitted: { counter.yield() },
            finally: { counter.finish() })
        var count = 0
        for await _ in submitted {
            count += 1
            progress("Simulated answer \(count) of \(images.count * people.count)")
        }
        try await finished
    }

    private func work(
        on images: [ImageID: DemoImage], labels: [LabelClass], minimumSide: Double,
        submitted: @escaping @Sendable () -> Void, finally: @Sendable () -> Void
    ) async throws {
        defer { finally() }
        try await withThrowingTaskGroup { group in
            for (annotator, principal) in people {
                group.addTask {
                    try await work(as: annotator, principal, on: images, labels, minimumSide, submitted)
                }
            }
            try await group.waitForAll()
        }
    }

    private func work(
        as annotator: SimulatedAnnotator, _ principal: Principal, on images: [ImageID: DemoImage],
        _ labels: [LabelClass], _ minimumSide: Double, _ submitted: @Sendable () -> Void
    ) async throws(BoxwoodError) {
        let environment = project.environment
        let assign = AssignNext(environment)
        let submit = SubmitAnnotations(environment)
        while let item = try await assign(in: project.id, by: principal) {
            guard let image = images[item.image.id] else {
                // Somebody else put it there.
                try await HoldLease(environment).skip(
                    item.assignment.id, lease: item.assignment.leaseToken,
                    reason: "not part of the demonstration",
                    by: principal)
                continue
            }
            let answer = annotator.answer(to: image, labels: labels, minimumSide: minimumSide)
            _ = try await submit(
                answer.annotations, id: environment.identifiers.uuid(), assignment: item.assignment.id,
                lease: item.assignment.leaseToken, activeMilliseconds: answer.activeMilliseconds,
                by: principal)
            submitted()
        }
    }
}
