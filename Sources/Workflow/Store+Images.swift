import Labeling

extension Store {
    /// Reads something of every image of a project, by position.
    ///
    /// Images are read a page at a time, each page in a transaction of its own: images and answers that come meanwhile
    /// are in later pages.
    ///
    /// - Parameters:
    ///   - size: how many images a page has.
    ///   - read: reads it of one image.
    ///   - take: gets each page, outside its transaction.
    func eachPage<Value: Sendable>(
        of project: ProjectID, size: Int,
        _ read: @escaping @Sendable (any ReadTransaction, LabeledImage) throws -> Value,
        take: ([Value]) async throws(BoxwoodError) -> Void
    ) async throws(BoxwoodError) {
        var position = 0
        while true {
            let page = try await self.read { [position] tx in
                try tx.images(in: project, afterPosition: position, limit: size).map { image in
                    (position: image.position, value: try read(tx, image))
                }
            }
            guard let last = page.last else { return }
            try await take(page.map(\.value))
            position = last.position
        }
    }
}
