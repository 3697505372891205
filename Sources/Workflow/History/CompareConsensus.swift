public import Agreement
import Foundation
import Geometry
public import Labeling

/// How far a comparison is.
public enum ComparisonProgress: Hashable, Sendable {
    /// Images whose answers were read.
    case reading(Int)
    /// The consensus of so many images was made with other settings, of how many.
    case merging(Int, of: Int)
    /// Images compared, of how many.
    case comparing(Int, of: Int)
}

/// Compares two states of a project's consensus, object by object.
public struct CompareConsensus: Sendable {
    private let environment: WorkflowEnvironment
    private static let pageSize = 100

    /// Comparing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Compares two runs, or a run and what is now; images that are the same to the byte are only counted.
    ///
    /// It ends when its task is cancelled.
    public func callAsFunction(
        _ before: ConsensusMoment, to after: ConsensusMoment, in project: ProjectID, by principal: Principal,
        progress: @Sendable (ComparisonProgress) -> Void = { _ in }
    ) async throws(BoxwoodError) -> KeptComparison {
        let (old, new) = try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            return (try tx.digests(of: project, at: before), try tx.digests(of: project, at: after))
        }
        let id = Self.identifier(project, [(before, old), (after, new)])
        if let kept = environment.comparisons.comparison(id) { return kept }
        let images = Set(old.keys).union(new.keys).sorted()
        let comparison = try await compare(images, progress: progress) { tx, image in
            (
                try tx.consensusDocument(of: image, in: project, at: before),
                try old[image] == new[image]
                    ? .same : .document(tx.consensusDocument(of: image, in: project, at: after))
            )
        }
        let kept = KeptComparison(
            id: id, projectID: project, before: before, after: .moment(after), comparison: comparison)
        environment.comparisons.put(kept)
        return kept
    }

    /// Compares what there is now with the consensus that settings would make.
    func callAsFunction(
        to objects: [ImageID: [ComparedObject]], by settings: ConsensusSettings, in project: ProjectID,
        progress: @Sendable (ComparisonProgress) -> Void
    ) async throws(BoxwoodError) -> KeptComparison {
        let old = try await environment.store.read { tx in try tx.digests(of: project, at: .now) }
        let images = Set(old.keys).union(objects.keys).sorted()
        let comparison = try await compare(images, progress: progress) { tx, image in
            (
                try tx.consensusDocument(of: image, in: project, at: .now),
                .objects(objects[image] ?? [])
            )
        }
        let kept = KeptComparison(
            id: environment.identifiers.identifier(KeptComparison.self).rawValue, projectID: project,
            before: .now, after: .preview(settings), comparison: comparison)
        environment.comparisons.put(kept)
        return kept
    }

    /// A comparison that was made lately.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` where it was forgotten: it has to be made again.
    public func kept(
        _ id: String, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> (comparison: KeptComparison, labels: [LabelClass]) {
        let labels = try await labels(of: project, by: principal)
        guard let kept = environment.comparisons.comparison(id), kept.projectID == project else {
            throw .notFound("comparison")
        }
        return (kept, labels)
    }

    /// The classes of a project, retired ones included.
    public func labels(
        of project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [LabelClass] {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
            return try tx.labels(of: project)
        }
    }

    /// A part of the changed images of a comparison, the most changed first; an image that is gone has no name.
    public func images(
        _ range: Range<Int>, of comparison: KeptComparison
    ) async throws(BoxwoodError) -> [(comparison: ImageComparison, image: LabeledImage?)] {
        let part = comparison.comparison.images[range.clamped(to: comparison.comparison.images.indices)]
        return try await environment.store.read { tx in
            try part.map { ($0, try tx.image($0.image)) }
        }
    }

    /// What an image has after.
    private enum After: Sendable {
        case same
        case document(String?)
        case objects([ComparedObject])
    }

    private func compare(
        _ images: [ImageID], progress: @Sendable (ComparisonProgress) -> Void,
        _ read:
            @escaping @Sendable (any ReadTransaction, ImageID) throws -> (before: String?, after: After)
    ) async throws(BoxwoodError) -> ConsensusComparison {
        var tallies: [ImageTally] = []
        var (same, sameImages) = ([LabelClassID: Int](), 0)
        for start in stride(from: 0, to: images.count, by: Self.pageSize) {
            try Self.stopIfCancelled()
            let page = Array(images[start..<min(start + Self.pageSize, images.count)])
            let found = try await environment.store.read { tx in
                try page.map { (image: $0, texts: try read(tx, $0)) }
            }
            let compared = try await environment.workers.run {
                () throws(BoxwoodError) -> [(tally: ImageTally, isSame: Bool)] in
                var compared: [(tally: ImageTally, isSame: Bool)] = []
                for (image, (document, after)) in found {
                    let before = try document.map(ComparedObjects.decode) ?? []
                    switch after {
                    case .same:
                        compared.append((ImageTally(image: image, before: before, after: before), true))
                    case .document(let text):
                        let after = try text.map(ComparedObjects.decode) ?? []
                        compared.append((ImageTally(image: image, before: before, after: after), false))
                    case .objects(let after):
                        compared.append((ImageTally(image: image, before: before, after: after), false))
                    }
                }
                return compared
            }
            for (tally, isSame) in compared {
                guard isSame else {
                    tallies.append(tally)
                    continue
                }
                sameImages += 1
                same.merge(tally.before, uniquingKeysWith: +)
            }
            progress(.comparing(start + page.count, of: images.count))
        }
        return ConsensusComparison(tallies, same: same, sameImages: sameImages)
    }

    /// Ends what nobody waits for any more.
    static func stopIfCancelled() throws(BoxwoodError) {
        if Task.isCancelled { throw BoxwoodError(.conflict, "It was called off.") }
    }

    private static func identifier(
        _ project: ProjectID, _ states: [(moment: ConsensusMoment, digests: [ImageID: String])]
    ) -> String {
        let lines = states.flatMap { state in
            ["\(state.moment)"] + state.digests.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        }
        return String(Secret.hash(([project.rawValue] + lines).joined(separator: "\n")).prefix(32))
    }
}

extension ReadTransaction {
    /// What names the consensus of each image at a moment.
    fileprivate func digests(
        of project: ProjectID, at moment: ConsensusMoment
    ) throws -> [ImageID: String] {
        if case .run(let number) = moment { _ = try run(number, of: project) }
        return Dictionary(
            uniqueKeysWithValues: try consensusDigests(of: project, at: moment).map { ($0.image, $0.digest) })
    }
}

/// The accepted objects of a consensus, read without all the rest.
enum ComparedObjects {
    private struct Document: Decodable {
        let objects: [Object]
    }

    private struct Object: Decodable {
        let id: String
        let accepted: Bool
        let labelID: LabelClassID
        let shape: Shape
        let existence: Double
        let votes: [Vote]
    }

    private struct Vote: Decodable {
        let annotationID: AnnotationID
    }

    static func decode(_ document: String) throws(BoxwoodError) -> [ComparedObject] {
        do {
            return try JSONDecoder().decode(Document.self, from: Data(document.utf8)).objects
                .filter(\.accepted).map { object in
                    ComparedObject(
                        id: object.id, labelID: object.labelID, shape: object.shape,
                        existence: object.existence, members: Set(object.votes.map(\.annotationID)))
                }
        } catch {
            throw BoxwoodError(.internal, "The consensus of an image cannot be read; recompute it.")
        }
    }
}
