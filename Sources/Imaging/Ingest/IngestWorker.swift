import CVips
import Foundation

/// The body of the child process that decodes one upload and ends.
///
/// A decoder is the likeliest part to fall to a hostile file, so it runs where it can reach little: no
/// database, few open files, and not much memory, time or disk.
public enum IngestWorker {
    /// Limits this process, makes one tile pack, and prints one line of JSON (``IngestReply``) on standard
    /// output.
    ///
    /// The limits cannot be lifted again: call it only in a process that ends afterwards. Where the system
    /// kills it instead (memory, time), nothing is printed and the parent sees the signal.
    ///
    /// - Returns: the exit status: 0 when the tile pack is in place, 1 otherwise.
    public static func run(source: String, destination: String, limits: ImageLimits = ImageLimits()) -> Int32
    {
        let reply: IngestReply
        do {
            try limitProcess()
            reply = .ok(try TilePackBuilder.build(source: source, destination: destination, limits: limits))
        } catch {
            reply = .error(error)
        }
        guard let line = try? reply.line() else { return 1 }
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
        } catch {
            return 1
        }
        guard case .ok = reply else { return 1 }
        return 0
    }

    private static func limitProcess() throws(ImagingError) {
        let steps: [(String, Int32)] = [
            ("address space", boxwood_limit_address_space(3 << 30)),
            ("CPU time", boxwood_limit_cpu_seconds(60)),
            ("file size", boxwood_limit_file_size(4 << 30)),
            ("open files", boxwood_limit_open_files(64)),
            ("core size", boxwood_limit_core_size(0)),
            ("new privileges", boxwood_no_new_privileges()),
        ]
        let failed = steps.filter { $0.1 != 0 }.map(\.0)
        guard failed.isEmpty else {
            throw .workerFailed(detail: "could not limit \(failed.joined(separator: ", "))")
        }
    }
}
