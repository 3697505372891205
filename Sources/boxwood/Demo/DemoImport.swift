import Geometry
import Labeling
import Workflow

/// Brings pictures into the demonstration's project, and their truth to measure by.
struct DemoImport {
    /// How many pictures are drawn or read ahead of the one being imported.
    private static let ahead = 12

    let project: DemoProject
    private let importImage: ImportImage

    init(_ project: DemoProject) {
        self.project = project
        importImage = ImportImage(project.environment)
    }

    /// Imports the pictures in their order, whatever the order in which they are ready.
    ///
    /// - Returns: the images by identifier, and what was refused.
    func callAsFunction(
        _ pictures: [DemoPicture], progress: (String) -> Void
    ) async throws -> (images: [ImageID: DemoImage], skipped: [SkippedFile]) {
        var images: [ImageID: DemoImage] = [:]
        var skipped: [SkippedFile] = []
        let workers = project.environment.workers
        try await withThrowingTaskGroup(of: (Int, Result<[UInt8], any Error>).self) { group in
            var started = 0
            func start() {
                guard started < pictures.count else { return }
                let (index, bytes) = (started, pictures[started].bytes)
                started += 1
                group.addTask { (index, await workers.run { Result { try bytes() } }) }
            }
            for _ in 0..<Self.ahead { start() }
            var ready: [Int: Result<[UInt8], any Error>] = [:]
            for (index, picture) in pictures.enumerated() {
                while ready[index] == nil, let (number, result) = try await group.next() {
                    ready[number] = result
                }
                guard let result = ready.removeValue(forKey: index) else { break }
                progress("Taking in picture \(index + 1) of \(pictures.count)")
                do {
                    let image = try await add(picture, try result.get(), among: images)
                    images[image.id] = DemoImage(
                        name: picture.name, size: image.size, objects: picture.objects,
                        distractors: picture.distractors)
                } catch let error as BoxwoodError where Self.concernsFile(error) {
                    skipped.append(SkippedFile(file: picture.name, reason: error.message))
                }
                start()
            }
        }
        try await putGold(on: images)
        return (images, skipped)
    }

    private func add(
        _ picture: DemoPicture, _ bytes: [UInt8], among images: [ImageID: DemoImage]
    ) async throws(BoxwoodError) -> LabeledImage {
        let draft = try await importImage.begin(project: project.id, by: project.principal)
        try await project.environment.workers.run { () throws(BoxwoodError) in
            do throws(BoxwoodError) {
                try draft.append(bytes)
            } catch {
                draft.discard()
                throw error
            }
        }
        let image = try await importImage.finish(
            draft, name: picture.name, project: project.id, by: project.principal
        ).image
        if let twin = images[image.id] {
            throw BoxwoodError(.invalid, "It is the same picture as \(twin.name).")
        }
        if let size = picture.size, size != image.size {
            try await ManageImages(project.environment).delete(
                image.id, in: project.id, by: project.principal)
            throw BoxwoodError(
                .invalid,
                "Its annotations are for \(size.width)x\(size.height) pixels, it has "
                    + "\(image.size.width)x\(image.size.height).")
        }
        return image
    }

    /// Whether the next picture may fare better.
    private static func concernsFile(_ error: BoxwoodError) -> Bool {
        [.invalid, .unsupported, .tooLarge].contains(error.code)
    }

    private func putGold(on images: [ImageID: DemoImage]) async throws(BoxwoodError) {
        let project = project
        try await project.environment.store.write { tx in
            var labels: [String: LabelClassID] = [:]
            for label in try tx.labels(of: project.id) { labels[label.name] = label.id }
            let now = project.environment.clock.now()
            for id in images.keys.sorted() {
                guard let image = images[id] else { continue }
                let annotations = image.objects.compactMap { object -> Annotation? in
                    let shape = object.shape.clamped(to: image.size)
                    guard let label = labels[object.className], shape.firstDefect(in: image.size) == nil
                    else {
                        return nil
                    }
                    return Annotation(
                        id: project.environment.identifiers.uuid(), labelID: label, shape: shape,
                        flags: object.isCrowd ? .crowd : [])
                }
                try tx.put(
                    ReferenceLayer(
                        id: project.environment.identifiers.identifier(), imageID: id, kind: .truth,
                        source: "truth",
                        annotations: annotations, createdAt: now))
            }
            try tx.append(
                AuditEvent(
                    actor: project.principal.account.id, action: "dataset.imported", projectID: project.id,
                    subject: project.id.rawValue, at: now))
        }
    }
}
