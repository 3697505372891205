import Foundation
import Imaging
import Subprocess
import SystemPackage

/// Decodes uploads in short-lived child processes of this program, so that a hostile file can at worst kill its own.
struct SubprocessIngester: ImageIngester {
    private let limits: ImageLimits
    private let temporaryFolder: String
    private let turnstile: Turnstile

    /// An ingester that runs at most `width` children at once.
    ///
    /// - Parameter temporaryFolder: where a child may put pixels that do not fit its memory; emptied at start.
    init(limits: ImageLimits, temporaryFolder: String, width: Int) {
        self.limits = limits
        self.temporaryFolder = temporaryFolder
        turnstile = Turnstile(width: width)
    }

    func ingest(source: String, destination: String) async throws(ImagingError) -> IngestedImage {
        await turnstile.enter()
        let result: Result<IngestedImage, ImagingError>
        do throws(ImagingError) {
            result = .success(try await child(source: source, destination: destination))
        } catch {
            result = .failure(error)
        }
        await turnstile.leave()
        return try result.get()
    }

    private func child(source: String, destination: String) async throws(ImagingError) -> IngestedImage {
        let output: String
        let status: TerminationStatus
        do {
            let arguments = ["ingest-worker", source, destination, "--limits", try encoded(limits)]
            let result = try await run(
                .path(FilePath(CommandLine.executablePath)), arguments: Arguments(arguments),
                environment: .custom(["TMPDIR": temporaryFolder, "PATH": "/usr/bin:/bin"]),
                output: .string(limit: 64 << 10), error: .discarded)
            output = result.standardOutput
            status = result.terminationStatus
        } catch {
            throw .workerFailed(detail: "could not be run: \(error)")
        }
        if case .signaled(let signal) = status { throw .workerFailed(detail: "signal \(signal)") }
        return try IngestReply.image(from: output.utf8)
    }

    private func encoded(_ limits: ImageLimits) throws -> String {
        String(decoding: try JSONEncoder().encode(limits), as: UTF8.self)
    }
}

/// Lets a bounded number of tasks through at a time, in the order they came.
actor Turnstile {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Room for `width` tasks.
    init(width: Int) {
        free = width
    }

    /// Waits for room.
    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// Makes room.
    func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}

extension CommandLine {
    /// The path of the running program.
    static var executablePath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? arguments[0]
    }
}
