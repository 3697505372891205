import Agreement
public import Labeling
import Logging

/// How much a recomputation of a project's consensus found.
public struct SettledProject: Sendable {
    /// Images with at least one answer.
    public var images = 0
    /// Objects accepted.
    public var objects = 0
    /// Conflicts found.
    public var conflicts = 0
}

/// Turns the answers to an image into its consensus.
///
/// Derived data: it can be thrown away and made again to the same bytes.
public struct SettleConsensus: Sendable {
    private let environment: WorkflowEnvironment

    /// Settling, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Brings one image up to date after an answer came; failure is logged, the answer stands regardless.
    func afterSubmission(to image: ImageID) async {
        do throws(BoxwoodError) {
            _ = try await settle(image)
        } catch {
            environment.logger.error(
                "consensus failed", metadata: ["image": "\(image)", "error": "\(error)"])
        }
    }

    /// Makes the consensus of every answered image of a project again.
    ///
    /// - Parameter progress: called after each image with how many are done.
    public func all(
        in project: ProjectID, by principal: Principal, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws(BoxwoodError) -> SettledProject {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .requester)
        }
        return try await all(in: project, progress: progress)
    }

    /// Settles the images whose answers or settings are newer than their consensus, for instance after a crash.
    public func catchUp() async throws(BoxwoodError) {
        let projects = try await environment.store.read { tx in try tx.projects().map(\.id) }
        for project in projects {
            var position = 0
            while true {
                let stale = try await environment.store.read { [position] tx in
                    let settings = try tx.project(project)?.consensus
                    return try tx.images(in: project, afterPosition: position, limit: 500).map { image in
                        let answers = try tx.overview(of: image.id)?.submitted ?? 0
                        let record = try tx.consensus(image: image.id)
                        let isStale =
                            answers != (record?.annotators ?? 0)
                            || (record.map { $0.settings != settings } ?? false)
                        return (image, isStale)
                    }
                }
                guard let last = stale.last else { break }
                for (image, isStale) in stale where isStale { _ = try await settle(image.id) }
                position = last.0.position
            }
        }
    }

    func all(
        in project: ProjectID, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws(BoxwoodError) -> SettledProject {
        var settled = SettledProject()
        var position = 0
        while true {
            let images = try await environment.store.read { [position] tx in
                try tx.images(in: project, afterPosition: position, limit: 200)
            }
            guard let last = images.last else { return settled }
            for image in images {
                if let record = try await settle(image.id) {
                    settled.images += 1
                    settled.objects += record.objects
                    settled.conflicts += record.conflicts
                    progress(settled.images)
                }
            }
            position = last.position
        }
    }

    /// Reads the answers, merges them, stores the result; tries again when an answer came in between.
    private func settle(_ id: ImageID) async throws(BoxwoodError) -> ConsensusRecord? {
        while true {
            let input = try await environment.store.read {
                tx -> (LabeledImage, ConsensusSettings, [Submission]) in
                guard let image = try tx.image(id), let project = try tx.project(image.projectID) else {
                    throw BoxwoodError.notFound("image")
                }
                return (image, project.consensus, try tx.submissions(image: id))
            }
            let record = try record(of: input.0, settings: input.1, submissions: input.2)
            let isCurrent = try await environment.store.write { tx -> Bool in
                guard try tx.submissions(image: id).map(\.id) == input.2.map(\.id),
                    try tx.project(input.0.projectID)?.consensus == input.1
                else { return false }
                if let record { try tx.put(record) } else { try tx.deleteConsensus(image: id) }
                return true
            }
            if isCurrent { return record }
        }
    }

    private func record(
        of image: LabeledImage, settings: ConsensusSettings, submissions: [Submission]
    ) throws(BoxwoodError) -> ConsensusRecord? {
        guard !submissions.isEmpty else { return nil }
        guard let method = ConsensusMethods.named(settings.method) else {
            throw .invalid("consensus.method", "There is no consensus method \(settings.method).")
        }
        let answers = ImageAnswers(image, submissions)
        guard let consensus = method.consensus(of: [answers], settings: settings).first else { return nil }
        do {
            return ConsensusRecord(
                imageID: image.id, settings: settings, annotators: submissions.count,
                objects: consensus.objects.count { $0.accepted }, conflicts: consensus.conflicts.count,
                agreement: consensus.agreement, disagreement: consensus.disagreement,
                document: try ConsensusDocument.encode(consensus), computedAt: environment.clock.now())
        } catch {
            throw BoxwoodError(.internal, "The consensus of an image could not be written down.")
        }
    }
}
