import CVips
import Foundation

/// The body of the child process that decodes one upload and ends.
///
/// A decoder is the likeliest part to fall to a hostile file, so it runs where it can reach little: no database,
/// no network, no file but the upload, and not much memory, time or disk; see ``WorkerConfinement``.
public enum IngestWorker {
    /// Shuts this process in, reads the header, waits for a line on standard input, and makes one tile pack; says
    /// how it goes on standard output (``IngestMessage``).
    ///
    /// What was given up is gone for good: call it only in a process that ends afterwards. Where the system kills
    /// it instead (memory, time), the last message is missing and the parent sees the signal.
    ///
    /// - Parameters:
    ///   - source: the upload.
    ///   - destination: where the tile pack goes; its folder is the only one that can be written to.
    /// - Returns: the exit status: 0 when the tile pack is in place, 1 otherwise.
    public static func run(source: String, destination: String, limits: ImageLimits = ImageLimits()) -> Int32
    {
        let parent = getppid()
        do {
            let probed = try prepare(source: source, destination: destination, limits: limits)
            guard say(.probed(probed)), readLine() != nil else { return 1 }
            try WorkerConfinement.limitMemory(to: probed.workingBytes)
            let image = try TilePackBuilder.build(
                probed, source: source, destination: destination, durably: false
            ) { stage in
                guard case .cutting(let share) = stage else { return }
                // Whoever wanted this image is gone.
                if getppid() != parent { _exit(1) }
                _ = say(.progress(share))
            }
            return say(.ok(image)) ? 0 : 1
        } catch {
            _ = say(.error(error))
            return 1
        }
    }

    /// What keeps a worker in on this machine, in words for an operator.
    public static var confinement: String {
        let network = boxwood_can_refuse_system_calls() == 1 ? "no network" : "network open (no seccomp)"
        let files = boxwood_can_confine_files() == 1 ? "no other files" : "files open (no Landlock)"
        return "limited memory and time, \(network), \(files)"
    }

    private static func prepare(
        source: String, destination: String, limits: ImageLimits
    ) throws(ImagingError) -> ProbedImage {
        try WorkerConfinement.limitProcess(limits)
        try ImagingSystem.start(allowTIFF: limits.allowTIFF)
        let folder = URL(fileURLWithPath: destination).deletingLastPathComponent().path
        try WorkerConfinement.shutIn(source: source, folder: folder)
        return try ImageProbe.probe(path: source, limits: limits)
    }

    private static func say(_ message: IngestMessage) -> Bool {
        guard let line = try? message.line() else { return false }
        return (try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))) != nil
    }
}
