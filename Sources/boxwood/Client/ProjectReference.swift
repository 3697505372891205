import Labeling

/// A project as it was named on the command line, by name or identifier.
struct ProjectReference: Sendable {
    private let text: String

    /// A name or an identifier.
    init(_ text: String) {
        self.text = text
    }

    /// The identifier it means.
    ///
    /// - Throws: ``CommandFailure`` when there is no such project.
    func id(_ client: APIClient) async throws -> String {
        do {
            let path = "/api/v1/projects/\(APIClient.encoded(text))"
            return try await client.call("GET", path, as: ProjectCommand.Summary.self).id
        } catch let error as BoxwoodError where error.code == .notFound {
            throw CommandFailure("There is no project \(text).")
        }
    }
}
