import Labeling
import Workflow

/// Fills a project with images whose truth is known and with the answers of simulated annotators.
enum Demonstration {
    /// Fills the demonstration's project, or finds it filled and leaves it as it is.
    ///
    /// Everything goes through the same use cases as in real work: images through ``ImportImage``, turns through
    /// ``AssignNext``, answers through ``SubmitAnnotations``. Each image has room for one annotator more, the
    /// newcomer. The same options give the same images, shapes and figures; a run that was stopped is taken up
    /// again by the next.
    ///
    /// - Parameter progress: takes a line on what is being done, each in place of the one before.
    /// - Throws: ``BoxwoodError``, for instance if a folder holds no photograph with annotations.
    static func fill(
        _ environment: WorkflowEnvironment, options: DemonstrationOptions, progress: (String) -> Void
    ) async throws -> DemonstrationSummary {
        let principal = try await ActAsOperator(environment)()
        let material = try await material(options, environment, progress)
        let found = try await DemoProject.find(named: material.projectName, environment, by: principal)
        if let (project, isFilled) = found, isFilled {
            progress("Measuring")
            return try await DemoAppraisal(project)
                .summary(named: material.projectName, wasThere: true, skipped: [])
        }
        let project: DemoProject
        if let found {
            project = found.project
        } else {
            project = try await DemoProject.create(
                material, replication: options.annotators + 1, environment, by: principal)
        }
        let (images, skipped) = try await DemoImport(project)(material.pictures, progress: progress)
        let crowd = try await DemoCrowd(options.annotators, seed: options.seed, in: project)
        try await crowd.answer(images, progress: progress)
        progress("Measuring")
        let summary = try await DemoAppraisal(project).summary(
            named: material.projectName, wasThere: false, skipped: material.skipped + skipped)
        try await project.finish()
        return summary
    }

    private static func material(
        _ options: DemonstrationOptions, _ environment: WorkflowEnvironment, _ progress: (String) -> Void
    ) async throws(BoxwoodError) -> DemoMaterial {
        guard let folder = options.images else { return .scenes(seed: options.seed) }
        progress("Reading \(folder)")
        return try await environment.workers.run { () throws(BoxwoodError) in
            try PhotographFolder.material(folder)
        }
    }
}
