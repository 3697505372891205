import Foundation
import Labeling

/// Sends image files to a project, several at a time, and reports each.
struct ImageUpload: Sendable {
    private static let parallel = 4

    let client: APIClient
    let project: String
    let printsJSON: Bool

    /// How far a file is, as the server says it.
    private struct Event: Decodable, Sendable {
        struct Image: Decodable, Sendable {
            let id: String
            let width: Int
            let height: Int
            let duplicate: Bool
            let note: String?
        }

        struct Problem: Decodable, Sendable { let detail: String }

        let state: String
        let share: Double?
        let image: Image?
        let problem: Problem?

        var words: String {
            switch state {
            case "queued": "waiting"
            case "reading": "reading"
            case "cutting": "cutting tiles \(Int((share ?? 0) * 100)) %"
            default: state
            }
        }
    }

    private struct Line: Encodable {
        let file: String
        var id: String?
        var width: Int?
        var height: Int?
        var duplicate: Bool?
        var note: String?
        var error: String?
    }

    /// How many files came to what.
    private struct Tally {
        let total: Int
        var done = 0
        var duplicates = 0
        var failed = 0
    }

    /// Sends the files; one that is refused never stops the others.
    ///
    /// - Returns: how many failed.
    func send(_ files: [String]) async throws -> Int {
        let id = try await ProjectReference(project).id(client)
        var tally = Tally(total: files.count)
        let counter = Counter(total: files.count)
        try await withThrowingTaskGroup(of: (String, Result<Event.Image, any Error>).self) { group in
            var waiting = files.makeIterator()
            func next() {
                guard let file = waiting.next() else { return }
                group.addTask { (file, await outcome(of: file, project: id, counter)) }
            }
            for _ in 0..<Self.parallel { next() }
            while let (file, result) = try await group.next() {
                next()
                await counter.add()
                try report(file, result, &tally)
            }
        }
        Terminal.endProgress()
        if !printsJSON {
            let added = tally.total - tally.failed - tally.duplicates
            print(
                "\(added) images added, \(tally.duplicates) were there already, \(tally.failed) refused")
        }
        return tally.failed
    }

    private func report(
        _ file: String, _ result: Result<Event.Image, any Error>, _ tally: inout Tally
    ) throws {
        switch result {
        case .success(let image):
            tally.duplicates += image.duplicate ? 1 : 0
            if printsJSON {
                try Terminal.json(
                    Line(
                        file: file, id: image.id, width: image.width, height: image.height,
                        duplicate: image.duplicate, note: image.note))
            } else if let note = image.note {
                Terminal.note("\(file): \(note)")
            }
        case .failure(let error):
            tally.failed += 1
            if printsJSON {
                try Terminal.json(Line(file: file, error: "\(error)"))
            } else {
                Terminal.note("\(file): \(error)")
            }
        }
    }

    private func outcome(
        of file: String, project: String, _ counter: Counter
    ) async -> Result<Event.Image, any Error> {
        let name = URL(fileURLWithPath: file).lastPathComponent
        let path = "/api/v1/projects/\(project)/images?name=\(APIClient.encoded(name))"
        var end: Event?
        do {
            await counter.show("\(file): sending")
            let (events, continuation) = AsyncStream.makeStream(of: Event.self)
            async let sent: Void = send(file, path) {
                continuation.yield($0)
            } finally: {
                continuation.finish()
            }
            for await event in events {
                await counter.show("\(file): \(event.words)")
                end = event
            }
            try await sent
        } catch let error as BoxwoodError {
            return .failure(CommandFailure(error.message))
        } catch {
            return .failure(error)
        }
        if let image = end?.image { return .success(image) }
        let reason =
            end?.problem?.detail ?? "The server ended before the image was ready; it will go on with it."
        return .failure(CommandFailure(reason))
    }

    private func send(
        _ file: String, _ path: String, _ take: @Sendable (Event) -> Void, finally: @Sendable () -> Void
    ) async throws {
        defer { finally() }
        try await client.events("POST", path, .file(path: file), of: Event.self) { take($0) }
    }
}

/// Shows how many of some files are done, and what happens to the latest.
private actor Counter {
    private let total: Int
    private var done = 0

    init(total: Int) {
        self.total = total
    }

    func add() { done += 1 }

    func show(_ text: String) {
        Terminal.progress("\(done)/\(total) \(text)")
    }
}
