public import Agreement
public import Labeling

/// The class balance of a project with its classes.
public struct ProjectBalance: Sendable {
    /// The figures.
    public let balance: ClassBalance
    /// The classes by identifier, retired ones included.
    public let labels: [LabelClassID: LabelClass]
}

/// Counts how a project's accepted objects are spread over its classes.
public struct ReviewBalance: Sendable {
    private let environment: WorkflowEnvironment

    /// Counting, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The balance over all images that have a consensus.
    public func callAsFunction(
        _ id: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ProjectBalance {
        let (labels, key) = try await environment.store.read { tx in
            let project = try tx.access(id, for: principal, atLeast: .reviewer).project
            let labels = try tx.labels(of: id)
            let inUse = labels.filter { !$0.isRetired }.map(\.id.rawValue).joined(separator: " ")
            return (labels, try tx.figureKey("balance of \(inUse)", of: project))
        }
        let balance = try await environment.figures.value(for: key) {
            () async throws(BoxwoodError) -> ClassBalance in
            try await count(id, labels: labels.filter { !$0.isRetired }.map(\.id))
        }
        return ProjectBalance(
            balance: balance,
            labels: Dictionary(labels.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    private func count(
        _ id: ProjectID, labels: [LabelClassID]
    ) async throws(BoxwoodError) -> ClassBalance {
        var images: [BalancedImage] = []
        try await environment.store.eachPage(of: id, size: 200) { tx, image in
            (image, try tx.consensus(image: image.id))
        } take: { page throws(BoxwoodError) in
            for (image, record) in page {
                guard let record else { continue }
                images.append(BalancedImage(image, try ConsensusDocument.decode(record)))
            }
        }
        return try await environment.workers.run {
            [images] () throws(BoxwoodError) -> ClassBalance in ClassBalance(images, labels: labels)
        }
    }
}

extension BalancedImage {
    fileprivate init(_ image: LabeledImage, _ consensus: ImageConsensus) {
        self.init(
            id: image.id,
            objects: consensus.accepted.map { Object(labelID: $0.labelID, shape: $0.shape) })
    }
}
