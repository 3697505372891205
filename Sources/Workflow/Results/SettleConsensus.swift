import Agreement
public import Labeling
import Logging

/// Keeps the consensus of single images up to date with their answers, by what the last fit knows of the people.
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
            try await settle(image)
        } catch {
            environment.logger.error(
                "consensus failed", metadata: ["image": "\(image)", "error": "\(error)"])
        }
    }

    /// Settles the images whose answers or settings are newer than their consensus, for instance after a crash, and those
    /// of which something that is derived from it is missing; a project that stands at a run is given what that holds.
    public func catchUp() async throws(BoxwoodError) {
        let projects = try await environment.store.read { tx in try tx.projects().map(\.id) }
        for project in projects {
            if let run = try await environment.store.read({ tx in try tx.pinnedRun(of: project) }) {
                try await RollBackConsensus(environment).restore(project, to: run)
                continue
            }
            try await catchUp(project)
        }
    }

    /// Settles the images of one project of which answers, settings or derived data say so.
    func catchUp(_ project: ProjectID) async throws(BoxwoodError) {
        let settings = try await environment.store.read { tx in try tx.project(project)?.consensus }
        try await environment.store.eachPage(of: project, size: 500) { tx, image -> ImageID? in
            let answers = try tx.overview(of: image.id)?.submitted ?? 0
            let record = try tx.consensus(image: image.id)
            let isStale =
                try answers != (record?.annotators ?? 0)
                || (record.map { $0.settings != settings } ?? false)
                || (record != nil && !tx.hasAllDerived(from: image.id))
            return isStale ? image.id : nil
        } take: { page throws(BoxwoodError) in
            for image in page.compactMap(\.self) { try await settle(image) }
        }
    }

    /// What a settlement of one image rests on.
    fileprivate struct Ground: Sendable {
        let input: ConsensusInput
        let settings: ConsensusSettings
        let fit: FitRecord?
        /// Whether the project stands at a run, so that answers wait.
        let isPinned: Bool
    }

    /// Reads the answers, merges them, stores the result; tries again when an answer or a fit came in between.
    func settle(_ id: ImageID) async throws(BoxwoodError) {
        while true {
            let ground = try await environment.store.read { tx in try tx.ground(of: id) }
            guard !ground.isPinned else { return }
            let settled = try settled(from: ground)
            let isCurrent = try await environment.store.write { tx -> Bool in
                let now = try tx.ground(of: id)
                guard now.input.isSame(as: ground.input), now.settings == ground.settings,
                    now.fit?.digest == ground.fit?.digest, !now.isPinned
                else { return false }
                if let settled { try tx.put(settled) } else { try tx.deleteConsensus(image: id) }
                return true
            }
            if isCurrent { return }
        }
    }

    private func settled(from ground: Ground) throws(BoxwoodError) -> SettledImage? {
        guard !ground.input.submissions.isEmpty else { return nil }
        let method = try ground.settings.consensusMethod()
        let lessons = try ground.fit.map(FitDocument.decode) ?? FitLessons()
        let merged = method.consensus(
            of: ground.input.answers, given: lessons.model, settings: ground.settings)
        return try SettledImage(
            ground.input.adjudicated(merged, settings: ground.settings, lessons: lessons), of: ground.input,
            settings: ground.settings, fit: lessons.isEmpty ? nil : ground.fit?.digest,
            riskFactor: lessons.riskFactor,
            at: environment.clock.now())
    }
}

extension ReadTransaction {
    fileprivate func ground(of id: ImageID) throws -> SettleConsensus.Ground {
        guard let image = try image(id), let project = try project(image.projectID) else {
            throw BoxwoodError.notFound("image")
        }
        return SettleConsensus.Ground(
            input: try consensusInput(of: image), settings: project.consensus, fit: try fit(of: project.id),
            isPinned: try pinnedRun(of: project.id) != nil)
    }
}
