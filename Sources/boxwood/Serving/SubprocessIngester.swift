import Foundation
import Imaging
import Subprocess
import SystemPackage

/// Decodes uploads in short-lived child processes of this program, so that a hostile file can at worst kill its own.
///
/// Each child has a folder of its own for what it writes, which goes when it ends. It says what the header holds and
/// then waits until there is memory for it, so that children at work together stay within one budget.
struct SubprocessIngester: ImageIngester {
    private let limits: ImageLimits
    private let temporaryFolder: String
    private let children: Allotment
    private let memory: Allotment

    /// An ingester that runs at most `width` children at once.
    ///
    /// - Parameters:
    ///   - limits: what an image may be; its working bytes are also what all children may take together.
    ///   - temporaryFolder: where children's folders are made; emptied at start, on the file system of the tile packs.
    init(limits: ImageLimits, temporaryFolder: String, width: Int) {
        self.limits = limits
        self.temporaryFolder = temporaryFolder
        children = Allotment(width)
        memory = Allotment(limits.maximumWorkingBytes)
    }

    func ingest(
        source: String, destination: String, progress: @escaping @Sendable (IngestStage) -> Void
    ) async throws(ImagingError) -> IngestedImage {
        await children.take(1)
        let result: Result<IngestedImage, ImagingError>
        do throws(ImagingError) {
            result = .success(try await inOwnFolder(source, destination, progress))
        } catch {
            result = .failure(error)
        }
        await children.giveBack(1)
        return try result.get()
    }

    private func inOwnFolder(
        _ source: String, _ destination: String, _ progress: @escaping @Sendable (IngestStage) -> Void
    ) async throws(ImagingError) -> IngestedImage {
        let folder = temporaryFolder + "/" + UUID().uuidString
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ImagingError(.io, "The server could not make a folder it needs.", detail: "\(error)")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let pack = folder + "/pack.zip"
        let image = try await IngestChild(limits: limits, memory: memory, folder: folder, progress: progress)
            .run(source: source, destination: pack)
        guard rename(pack, destination) == 0 else {
            throw ImagingError(
                .io, "The server could not move a file it needs.", detail: "rename: errno \(errno)")
        }
        return image
    }
}

/// One child process at work on one image.
private struct IngestChild {
    let limits: ImageLimits
    let memory: Allotment
    let folder: String
    let progress: @Sendable (IngestStage) -> Void

    /// What was heard of a child.
    private struct Heard: Sendable {
        var end: IngestMessage?
        var reservedBytes = 0
    }

    func run(source: String, destination: String) async throws(ImagingError) -> IngestedImage {
        let heard: Heard
        let status: TerminationStatus
        do {
            let result = try await Subprocess.run(
                .path(FilePath(CommandLine.executablePath)),
                arguments: ["ingest-worker", source, destination, "--limits", try encoded(limits)],
                environment: .custom(["TMPDIR": folder, "PATH": "/usr/bin:/bin"]),
                workingDirectory: FilePath(folder),
                input: .inputWriter, output: .sequence, error: .discarded
            ) { execution in
                try await listen(execution.standardOutput.strings()) {
                    _ = try await execution.standardInputWriter.write("go\n")
                }
            }
            heard = result.closureResult
            status = result.terminationStatus
        } catch {
            throw .workerFailed(detail: "could not be run: \(error)")
        }
        return try image(heard.end, status)
    }

    /// Follows a child to its end; once there is memory for its image, lets it begin.
    private func listen(
        _ lines: some AsyncSequence<String, any Error>, begin: () async throws -> Void
    ) async throws -> Heard {
        var heard = Heard()
        do {
            for try await line in lines {
                let message = try IngestMessage(line: line)
                switch message {
                case .probed(let image):
                    progress(.reading)
                    await memory.take(image.workingBytes)
                    heard.reservedBytes = image.workingBytes
                    try await begin()
                case .progress(let share): progress(.cutting(share))
                case .ok, .error: heard.end = message
                }
            }
        } catch {
            await memory.giveBack(heard.reservedBytes)
            throw error
        }
        await memory.giveBack(heard.reservedBytes)
        return heard
    }

    private func image(
        _ end: IngestMessage?, _ status: TerminationStatus
    ) throws(ImagingError) -> IngestedImage {
        if case .signaled(let signal) = status { throw failure(signal: Int32(signal)) }
        switch end {
        case .ok(let image): return image
        case .error(let error): throw error
        default: throw .workerFailed(detail: "ended without an answer: \(status)")
        }
    }

    private func failure(signal: Int32) -> ImagingError {
        let message =
            switch signal {
            case SIGXCPU:
                "Decoding the image took more than the \(limits.maximumSeconds) seconds of processor time allowed."
            case SIGXFSZ: "Decoding the image took more room on disk than is allowed for one image."
            case SIGKILL: "The process that decoded the image was stopped, perhaps for want of memory."
            default: "The image made its decoder fail; it is probably damaged."
            }
        return ImagingError(.workerFailed, message, detail: "signal \(signal)")
    }

    private func encoded(_ limits: ImageLimits) throws -> String {
        String(decoding: try JSONEncoder().encode(limits), as: UTF8.self)
    }
}

extension CommandLine {
    /// The path of the running program.
    static var executablePath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? arguments[0]
    }
}
