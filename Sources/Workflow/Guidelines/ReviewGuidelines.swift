public import Agreement
import Geometry
import Imaging
public import Labeling

/// One version of the guidelines as somebody may see it.
public struct GuidelineView: Sendable {
    /// The version.
    public let guideline: Guideline
    /// Its examples, in order.
    public let examples: [GuidelineExample]
    /// Who published it; nil for annotators, and where nobody knows.
    public let author: String?
    /// Whether the reader may see which images the examples are from.
    public let showsImages: Bool
}

/// A version in the list of all.
public struct GuidelineEntry: Sendable {
    /// The version.
    public let guideline: Guideline
    /// Who published it; nil for annotators, and where nobody knows.
    public let author: String?
    /// How many answers were made under it; nil for annotators.
    public let answers: Int?
    /// Mean agreement over the images answered under it alone; nil for annotators.
    public let agreement: Estimate?
}

/// What became of the guidelines between two versions.
public struct GuidelineChanges: Sendable {
    /// The earlier version's number.
    public let from: Int
    /// The later version.
    public let to: Guideline
    /// The text, line by line.
    public let lines: [ComparedLine]
    /// Examples that the later version has and the earlier one had not.
    public let added: [GuidelineExample]
    /// Examples that are gone.
    public let removed: [GuidelineExample]
    /// What was said about the versions after the earlier one, oldest first; empty notes are left out.
    public let notes: [String]
    /// Whether one of them asks people to qualify again.
    public let requiresQualification: Bool
    /// Whether the reader may see which images the examples are from.
    public let showsImages: Bool
}

/// Shows what people are asked to do, and what they were asked before.
public struct ReviewGuidelines: Sendable {
    private let environment: WorkflowEnvironment

    /// Reviewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Every version, newest first; annotators learn nothing of answers and agreement.
    public func list(
        in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> [GuidelineEntry] {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .annotator)
            let sees = access.role >= .reviewer
            let answers = sees ? try tx.guidelineAnswers(in: project) : [:]
            let agreements =
                sees ? Dictionary(grouping: try tx.guidelineAgreements(in: project), by: \.version) : [:]
            return try tx.guidelines(of: project).map { guideline in
                GuidelineEntry(
                    guideline: guideline, author: try tx.author(of: guideline, for: access),
                    answers: sees ? answers[guideline.version] ?? 0 : nil,
                    agreement: sees
                        ? Estimate.mean(of: (agreements[guideline.version] ?? []).map(\.agreement)) : nil)
            }
        }
    }

    /// One version with its examples.
    ///
    /// - Parameter version: its number; nil for the newest.
    public func callAsFunction(
        _ version: Int?, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> GuidelineView {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .annotator)
            let guideline = try tx.guidelineOrRefuse(version, of: project)
            return GuidelineView(
                guideline: guideline, examples: try tx.examples(of: guideline.id),
                author: try tx.author(of: guideline, for: access), showsImages: access.role >= .reviewer)
        }
    }

    /// What became of the guidelines after a version.
    ///
    /// - Parameter to: the later version; nil for the newest.
    public func changes(
        from: Int, to: Int?, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> GuidelineChanges {
        try await environment.store.read { tx in
            let access = try tx.access(project, for: principal, atLeast: .annotator)
            let earlier = try tx.guidelineOrRefuse(from, of: project)
            let later = try tx.guidelineOrRefuse(to, of: project)
            guard earlier.version <= later.version else {
                throw BoxwoodError.invalid("from", "The earlier version comes first.")
            }
            let (before, after) = (try tx.examples(of: earlier.id), try tx.examples(of: later.id))
            let between = try tx.guidelines(of: project).reversed()
                .filter { $0.version > earlier.version && $0.version <= later.version }
            let (old, new) = (Set(before.map(\.id)), Set(after.map(\.id)))
            return GuidelineChanges(
                from: earlier.version, to: later,
                lines: LineDifference.between(earlier.instructions, later.instructions),
                added: after.filter { !old.contains($0.id) }, removed: before.filter { !new.contains($0.id) },
                notes: between.map(\.note).filter { note in note.contains { !$0.isWhitespace } },
                requiresQualification: between.contains(where: \.requiresQualification),
                showsImages: access.role >= .reviewer)
        }
    }

    /// Keeps that the person was shown a version, so that its changes are not shown to them again.
    public func read(
        _ version: Int, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) {
        let now = environment.clock.now()
        try await environment.store.write { tx in
            _ = try tx.access(project, for: principal, atLeast: .annotator)
            guard try tx.guideline(version, of: project) != nil else {
                throw BoxwoodError.invalid("version", "There is no such version.")
            }
            try tx.recordReading(of: version, by: principal.account.id, in: project, at: now)
        }
    }

    /// The picture of an example, as JPEG.
    ///
    /// Whoever may read the guidelines may see it: not the image, only the part around the shape.
    ///
    /// - Throws: ``BoxwoodError`` when there is no such example, or its image is gone; `IIIFError` as
    ///   ``ServeTiles/derivative(_:of:for:)`` throws it.
    public func picture(
        of id: GuidelineExampleID, in project: ProjectID, by principal: Principal, with tiles: ServeTiles
    ) async throws -> [UInt8] {
        let (example, image) = try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .annotator)
            guard let example = try tx.example(id), example.projectID == project else {
                throw BoxwoodError.notFound("example")
            }
            guard let image = try tx.image(example.imageID), image.projectID == project else {
                throw BoxwoodError(.notFound, "The image of this example was deleted.")
            }
            return (example, image)
        }
        let crop = ExampleCrop(of: example.shape, in: example.size)
        return try await tiles.crop(crop, of: image, for: principal)
    }
}

extension ServeTiles {
    /// A part of an image that somebody may see though they may not see the image.
    func crop(
        _ crop: ExampleCrop, of image: LabeledImage, for principal: Principal
    ) async throws -> [UInt8] {
        let region = [crop.region.x, crop.region.y, crop.region.width, crop.region.height]
            .map { String(Int($0)) }.joined(separator: ",")
        let request = try IIIFRequest(
            region: Substring(region), size: "\(crop.output.width),\(crop.output.height)", rotation: "0",
            qualityFormat: "default.jpg", rules: settings.rules(.three))
        let visible = try await whole(image)
        return try await derivative(
            request.resolved(for: visible.grid.size), of: visible, for: principal.account.id.rawValue)
    }
}

extension ReadTransaction {
    fileprivate func guidelineOrRefuse(_ version: Int?, of project: ProjectID) throws -> Guideline {
        let found = try version.map { try guideline($0, of: project) } ?? newestGuideline(of: project)
        guard let found else { throw BoxwoodError.notFound("version of the guidelines") }
        return found
    }

    fileprivate func author(of guideline: Guideline, for access: ProjectAccess) throws -> String? {
        guard access.role >= .reviewer, let author = guideline.authorID else { return nil }
        return try displayName(of: author, for: access)
    }
}
