import Foundation
import Labeling

/// Sends image files to a project, several at a time, and reports each.
struct ImageUpload: Sendable {
    private static let parallel = 3

    let client: APIClient
    let project: String
    let printsJSON: Bool

    private struct Answer: Decodable, Sendable {
        let id: String
        let width: Int
        let height: Int
        let duplicate: Bool
    }

    private struct Line: Encodable {
        let file: String
        var id: String?
        var width: Int?
        var height: Int?
        var duplicate: Bool?
        var error: String?
    }

    /// Sends the files; one that is refused never stops the others.
    ///
    /// - Returns: how many failed.
    func send(_ files: [String]) async throws -> Int {
        let id = try await ProjectReference(project).id(client)
        var failed = 0
        var done = 0
        var duplicates = 0
        try await withThrowingTaskGroup(of: (String, Result<Answer, any Error>).self) { group in
            var waiting = files.makeIterator()
            func next() {
                guard let file = waiting.next() else { return }
                group.addTask { (file, await outcome(of: file, project: id)) }
            }
            for _ in 0..<Self.parallel { next() }
            while let (file, result) = try await group.next() {
                next()
                done += 1
                switch result {
                case .success(let answer):
                    duplicates += answer.duplicate ? 1 : 0
                    if printsJSON {
                        try Terminal.json(
                            Line(
                                file: file, id: answer.id, width: answer.width, height: answer.height,
                                duplicate: answer.duplicate))
                    }
                case .failure(let error):
                    failed += 1
                    if printsJSON {
                        try Terminal.json(Line(file: file, error: "\(error)"))
                    } else {
                        Terminal.note("\(file): \(error)")
                    }
                }
                Terminal.progress("\(done)/\(files.count) \(file)")
            }
        }
        Terminal.endProgress()
        if !printsJSON {
            let added = files.count - failed - duplicates
            print("\(added) images added, \(duplicates) were there already, \(failed) refused")
        }
        return failed
    }

    private func outcome(of file: String, project: String) async -> Result<Answer, any Error> {
        let name = APIClient.encoded(URL(fileURLWithPath: file).lastPathComponent)
        do {
            let path = "/api/v1/projects/\(project)/images?name=\(name)"
            return .success(try await client.call("POST", path, .file(path: file), as: Answer.self))
        } catch let error as BoxwoodError {
            return .failure(CommandFailure(error.message))
        } catch {
            return .failure(error)
        }
    }
}
