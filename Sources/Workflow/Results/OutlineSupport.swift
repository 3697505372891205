public import Agreement
import Geometry
public import Labeling

/// Shows which parts of an object how many of its people drew, as nested outlines.
public struct OutlineSupport: Sendable {
    private let environment: WorkflowEnvironment

    /// Outlining, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The outlines of what at least one, two, … of an object's people drew.
    ///
    /// - Parameter object: the ``ConsensusObject/id``.
    /// - Throws: ``BoxwoodError/Code/notFound`` where the image's consensus has no such object.
    public func callAsFunction(
        of object: String, on id: ImageID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [SupportOutline] {
        let shapes = try await environment.store.read { tx -> [Shape] in
            let image = try tx.image(id, in: project, for: principal, atLeast: .reviewer).image
            guard let record = try tx.consensus(image: id),
                let found = try ConsensusDocument.decode(record).objects.first(where: { $0.id == object })
            else { throw BoxwoodError.notFound("object") }
            // Shapes as they were merged: cut to the image.
            let votes = try tx.consensusInput(of: image).answers.votes
            return found.votes.compactMap { share in
                votes.first { $0.annotator == share.annotator && $0.annotation.id == share.annotationID }?
                    .annotation.shape
            }
        }
        return try await environment.workers.run { () throws(BoxwoodError) -> [SupportOutline] in
            SupportOutlines.of(shapes)
        }
    }
}
