import CVips
import Foundation

/// What an ingest worker takes from itself before it touches a stranger's file, and never gets back.
///
/// Memory, processor time, file sizes and open files are limited everywhere. Where the system is Linux, network,
/// other programs and other processes are refused by a seccomp filter, and all files but the upload and the
/// folder of the job by Landlock; a system that knows neither goes without.
enum WorkerConfinement {
    /// The largest file a worker may write: a tile pack, or pixels that must be turned.
    private static let largestFileBytes: UInt64 = 8 << 30
    /// What libraries and buffers may take beyond a picture's ``ProbedImage/workingBytes``.
    private static let spareBytes = 256 << 20

    /// Limits what the process may use; closes what it was handed.
    static func limitProcess(_ limits: ImageLimits) throws(ImagingError) {
        try apply([
            ("open files", boxwood_close_other_files()),
            ("priority", boxwood_be_nice()),
            ("CPU time", boxwood_limit_cpu_seconds(UInt64(max(1, limits.maximumSeconds)))),
            ("file size", boxwood_limit_file_size(largestFileBytes)),
            ("number of files", boxwood_limit_open_files(64)),
            ("core size", boxwood_limit_core_size(0)),
            ("new privileges", boxwood_no_new_privileges()),
        ])
        try limitMemory(to: limits.maximumWorkingBytes)
    }

    /// Shuts the process in with one file to read and one folder to write to.
    ///
    /// Only after all libraries are loaded.
    static func shutIn(source: String, folder: String) throws(ImagingError) {
        try apply([
            ("files", boxwood_confine_files(source, folder)),
            ("system calls", boxwood_refuse_system_calls()),
        ])
    }

    /// Limits the address space to what is there now and so much for one picture; may be called again with less.
    static func limitMemory(to bytes: Int) throws(ImagingError) {
        guard let present = addressSpaceBytes() else { return }
        let most = present + bytes + bytes / 4 + spareBytes
        try apply([("memory", boxwood_limit_address_space(UInt64(most)))])
    }

    private static func apply(_ steps: [(name: String, result: Int32)]) throws(ImagingError) {
        let failed = steps.filter { $0.result < 0 }.map(\.name)
        guard failed.isEmpty else {
            throw .workerFailed(detail: "could not limit \(failed.joined(separator: ", "))")
        }
    }

    /// Bytes of address space in use; nil where the system does not say.
    ///
    /// Source: proc_pid_statm(5).
    private static func addressSpaceBytes() -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = text.split(separator: " ").first.flatMap({ Int($0) })
        else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
