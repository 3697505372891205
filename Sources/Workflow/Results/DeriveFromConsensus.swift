import Labeling

/// Makes again what is derived from the consensus of a project's images where that is missing, for instance because an
/// earlier consensus was put back in force.
struct DeriveFromConsensus: Sendable {
    private let environment: WorkflowEnvironment
    private static let pageSize = 200

    /// Deriving, in this environment.
    init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Goes through the project page by page; an image whose consensus changes meanwhile is left to that change.
    func callAsFunction(_ project: ProjectID) async throws(BoxwoodError) {
        try await environment.store.eachPage(of: project, size: Self.pageSize) {
            tx, image -> (record: ConsensusRecord, input: ConsensusInput)? in
            guard let record = try tx.consensus(image: image.id), try !tx.hasAllDerived(from: image.id) else {
                return nil
            }
            return (record, try tx.consensusInput(of: image))
        } take: { [environment] page throws(BoxwoodError) in
            let missing = page.compactMap(\.self)
            guard !missing.isEmpty else { return }
            let derived = try await environment.workers.run { () throws(BoxwoodError) -> [SettledImage] in
                var derived: [SettledImage] = []
                for (record, input) in missing { derived.append(try SettledImage(record, of: input)) }
                return derived
            }
            try await environment.store.write { tx in
                for settled in derived
                where try tx.consensus(image: settled.consensus.imageID) == settled.consensus {
                    try tx.putDerived(settled)
                }
            }
        }
    }
}
