import Imaging
public import Labeling

/// Reads everything that is stored and holds it against what was recorded: the database's own structure, and the hash
/// of every original and tile pack.
public struct VerifyData: Sendable {
    /// Images read from the database at a time.
    private static let page = 200
    /// Younger files that nothing names may belong to an upload that is just being recorded.
    private static let restSeconds: Int64 = 3_600

    private let environment: WorkflowEnvironment
    private let mend: MendTiles

    /// Verifying, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
        mend = MendTiles(environment)
    }

    /// Refuses all but the owner.
    public func authorize(_ principal: Principal) throws(BoxwoodError) {
        try principal.require(.owner)
        guard principal.scope == .write else {
            throw BoxwoodError(.forbidden, "This needs a credential that may write.")
        }
    }

    /// Verifies everything; ends early when the task is cancelled.
    ///
    /// - Parameters:
    ///   - repairs: cut damaged tile packs anew from their originals, and remove files that nothing names.
    ///   - report: called with each finding, and after each image.
    public func callAsFunction(
        repairs: Bool, by principal: Principal, report: @Sendable (VerificationEvent) -> Void
    ) async throws(BoxwoodError) -> VerificationSummary {
        try authorize(principal)
        var summary = VerificationSummary()
        func tell(_ finding: Finding) {
            summary.findings += 1
            summary.repaired += finding.isRepaired ? 1 : 0
            report(.finding(finding))
        }
        for defect in try await environment.store.defects() { tell(Finding(.database, defect)) }
        let total = try await environment.store.read { tx in try tx.imageCount() }
        report(.progress(done: 0, of: total))
        var last: ImageID?
        while !Task.isCancelled {
            let images = try await environment.store.read { [last] tx in
                try tx.images(after: last, limit: Self.page)
            }
            for image in images where !Task.isCancelled {
                for finding in try await findings(of: image, repairs: repairs) { tell(finding) }
                summary.images += 1
                report(.progress(done: summary.images, of: max(total, summary.images)))
            }
            guard let end = images.last?.id else { break }
            last = end
        }
        for finding in try await unusedFiles(repairs: repairs) { tell(finding) }
        return summary
    }

    /// What is wrong with the files of an image.
    private func findings(of image: LabeledImage, repairs: Bool) async throws(BoxwoodError) -> [Finding] {
        let blobs = environment.blobs
        let (original, tiles) = try await environment.workers.run { () throws(BoxwoodError) in
            (try blobs.condition(of: image.original), try Self.fault(ofTilesOf: image, in: blobs))
        }
        var found: [Finding] = []
        if original != .sound {
            found.append(
                Finding(.original, "The uploaded file is \(original).", image: image, blob: image.original))
        }
        if let tiles {
            guard repairs, original == .sound else {
                return found + [Finding(.tiles, tiles, image: image, blob: image.tiles)]
            }
            do throws(BoxwoodError) {
                _ = try await mend(image.id, damaged: image.tiles)
                found.append(Finding(.tiles, tiles, image: image, blob: image.tiles, isRepaired: true))
            } catch {
                let detail = "\(tiles) They could not be made again: \(error.message)"
                found.append(Finding(.tiles, detail, image: image, blob: image.tiles))
            }
        }
        return found
    }

    /// What is wrong with an image's tile pack; nil when nothing is.
    private static func fault(
        ofTilesOf image: LabeledImage, in blobs: any BlobStore
    ) throws(BoxwoodError) -> String? {
        switch try blobs.condition(of: image.tiles) {
        case .missing: return "The tiles are missing."
        case .damaged:
            return "The tiles are damaged\(try detail(of: image, in: blobs).map { " (\($0))" } ?? "")."
        case .sound:
            return try detail(of: image, in: blobs).map { "The tiles cannot be served (\($0))." }
        }
    }

    /// What the pack's own directory and checksums say against it.
    private static func detail(
        of image: LabeledImage, in blobs: any BlobStore
    ) throws(BoxwoodError) -> String? {
        let path = try blobs.path(of: image.tiles)
        do throws(ImagingError) {
            let pack = try TilePack(path: path)
            guard pack.size == image.size else { return "they show a picture of other sides" }
            try pack.verify()
            return nil
        } catch {
            return error.detail
        }
    }

    /// Files that a crash left behind between being kept and being recorded.
    private func unusedFiles(repairs: Bool) async throws(BoxwoodError) -> [Finding] {
        let blobs = environment.blobs
        let resting = environment.clock.now().adding(seconds: -Self.restSeconds)
        let all = try await environment.workers.run { () throws(BoxwoodError) in try blobs.all() }
        let old = all.filter { $0.writtenAt < resting }
        let unused = try await environment.store.read { tx in try old.filter { try !tx.isReferenced($0.id) } }
        if repairs { try await UnusedBlobs(environment).remove(unused.map(\.id)) }
        return unused.map { file in
            Finding(
                .unused, "A file of \(file.byteCount) bytes belongs to nothing.", blob: file.id,
                isRepaired: repairs)
        }
    }
}
