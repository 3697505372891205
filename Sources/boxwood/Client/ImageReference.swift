import Labeling

/// An image of a project as it was named on the command line, by file name or identifier.
struct ImageReference: Sendable {
    private let text: String

    /// A file name or an identifier.
    init(_ text: String) {
        self.text = text
    }

    private struct Page: Decodable, Sendable {
        struct Row: Decodable, Sendable {
            let id: String
            let name: String
        }

        let items: [Row]
        let next: String?
    }

    /// The identifier it means; of several images with this name the first.
    ///
    /// - Throws: ``CommandFailure`` when the project has no such image.
    func id(in project: String, _ client: APIClient) async throws -> String {
        var after = ""
        while true {
            let path = "/api/v1/projects/\(project)/images?sort=name&limit=500\(after)"
            let page = try await client.call("GET", path, as: Page.self)
            if let found = page.items.first(where: { $0.name == text || $0.id == text }) { return found.id }
            guard let next = page.next else { throw CommandFailure("There is no image \(text).") }
            after = "&after=\(APIClient.encoded(next))"
        }
    }
}
