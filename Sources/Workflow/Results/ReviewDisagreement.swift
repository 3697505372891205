public import Agreement
public import Geometry
public import Labeling

/// The disagreement of a whole project.
public struct ProjectDisagreement: Sendable {
    /// The sums and means.
    public let tally: DisagreementTally
    /// Images whose part in it is still being worked out, for instance after an update.
    public let pending: Int
    /// The classes by identifier, retired ones included.
    public let labels: [LabelClassID: LabelClass]
    /// Names of the people, by account, as the asker may know them.
    public let names: [AccountID: String]
}

/// An image with how much it adds to a part of its project's disagreement.
public struct RankedImage: Hashable, Sendable {
    /// The image.
    public let id: ImageID
    /// Its file name.
    public let name: String
    /// Its size in pixels.
    public let size: PixelSize
    /// How much it adds, and where on it to look.
    public let share: DisagreementSelection.Share
}

/// Shows where in the frame, at which sizes, in which classes and between whom a project's answers differ, and the images
/// behind any part of that.
///
/// What each image adds is kept beside its consensus. The sum over them is taken once for each state of the project and
/// remembered; no answer is read.
public struct ReviewDisagreement: Sendable {
    private let environment: WorkflowEnvironment
    private static let pageSize = 1_000

    /// Reviewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The disagreement over all images that at least two people answered.
    public func callAsFunction(
        _ id: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ProjectDisagreement {
        let key = try await key("disagreement", of: id, for: principal)
        let sum = try await environment.figures.value(for: key) { () async throws(BoxwoodError) -> Sum in
            try await self.sum(of: id)
        }
        let people = Set(sum.tally.people.keys.flatMap { [$0.a, $0.b] })
        return try await environment.store.read { tx in
            let access = try tx.access(id, for: principal, atLeast: .reviewer)
            return ProjectDisagreement(
                tally: sum.tally, pending: sum.pending,
                labels: try Dictionary(
                    tx.labels(of: id).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
                names: try Dictionary(
                    uniqueKeysWithValues: people.sorted().map {
                        ($0, try tx.displayName(of: $0, for: access))
                    }))
        }
    }

    /// The images behind a part of it, those that add most first, equals by position.
    ///
    /// - Parameters:
    ///   - after: the cursor of the page before, or nil for the first page.
    ///   - limit: how many at most.
    /// - Returns: a page, and how many there are in all.
    public func images(
        behind selection: DisagreementSelection, of id: ProjectID, after: String?, limit: Int,
        by principal: Principal
    ) async throws(BoxwoodError) -> (page: Page<RankedImage>, total: Int) {
        let key = try await key("images behind \(selection)", of: id, for: principal)
        let start = try after.map(Self.place) ?? 0
        let ranked = try await environment.rankings.value(for: key) {
            () async throws(BoxwoodError) -> [RankedImage] in
            try await self.ranking(of: selection, in: id)
        }
        let from = min(start, ranked.count)
        let end = min(from + max(1, limit), ranked.count)
        let page = Page(
            items: Array(ranked[from..<end]), next: end < ranked.count ? String(end) : nil)
        return (page, ranked.count)
    }

    /// A class of the project by identifier or name.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` when there is none.
    public func label(
        _ text: String, of id: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> LabelClassID {
        try await environment.store.read { tx in
            _ = try tx.access(id, for: principal, atLeast: .reviewer)
            return try tx.label(text, in: id)
        }
    }

    private func key(
        _ figure: String, of id: ProjectID, for principal: Principal
    ) async throws(BoxwoodError) -> FigureCache.Key {
        try await environment.store.read { tx in
            try tx.figureKey(figure, of: try tx.access(id, for: principal, atLeast: .reviewer).project)
        }
    }

    /// A sum, and how many images are still missing from it.
    private struct Sum: Sendable {
        let tally: DisagreementTally
        let pending: Int
    }

    private func sum(of id: ProjectID) async throws(BoxwoodError) -> Sum {
        var tally = DisagreementTally()
        try await eachPage(of: id) { page in
            tally = await environment.workers.run { [tally] in
                var sum = tally
                for (_, document) in page {
                    if let summary = DisagreementDocument.decode(document) { sum.add(summary) }
                }
                return sum
            }
        }
        let pending = try await environment.store.read { tx in try tx.imagesWithoutDisagreement(in: id) }
        return Sum(tally: tally, pending: pending)
    }

    private func ranking(
        of selection: DisagreementSelection, in id: ProjectID
    ) async throws(BoxwoodError) -> [RankedImage] {
        var ranked: [RankedImage] = []
        try await eachPage(of: id) { page in
            ranked += await environment.workers.run {
                page.compactMap { image, document in
                    DisagreementDocument.decode(document)
                        .flatMap { selection.share(of: $0, size: image.size) }
                        .map { RankedImage(id: image.id, name: image.name, size: image.size, share: $0) }
                }
            }
        }
        return ranked.enumerated()
            .sorted { ($1.element.share.value, $0.offset) < ($0.element.share.value, $1.offset) }
            .map(\.element)
    }

    private func eachPage(
        of id: ProjectID, _ take: ([(image: LabeledImage, document: [UInt8])]) async -> Void
    ) async throws(BoxwoodError) {
        var position = 0
        while true {
            let page = try await environment.store.read { [position] tx in
                try tx.disagreements(in: id, afterPosition: position, limit: Self.pageSize)
            }
            guard let last = page.last else { return }
            await take(page)
            position = last.image.position
        }
    }

    private static func place(_ cursor: String) throws(BoxwoodError) -> Int {
        guard let place = Int(cursor), place >= 0 else {
            throw .invalid("after", "This is no cursor of this list.")
        }
        return place
    }
}
