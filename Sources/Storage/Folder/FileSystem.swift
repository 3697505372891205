import Foundation

/// Which file system a folder lies on, as far as that decides whether a database can live there.
enum FileSystem {
    /// The kind of network file system that a folder lies on; nil for a local one, and where nothing says.
    static func networkKind(of folder: String) -> String? {
        guard
            let mounts = try? String(
                contentsOf: URL(fileURLWithPath: "/proc/self/mountinfo"), encoding: .utf8)
        else { return nil }
        return networkKind(of: URL(fileURLWithPath: folder).resolvingSymlinksInPath().path, mounts: mounts)
    }

    /// The same for an absolute path without links, by the table of mounts.
    ///
    /// Source: `proc_pid_mountinfo(5)`: the fifth field of a line is the mount point, with spaces as `\040`, and the
    /// kind stands behind a lone hyphen. A later mount hides an earlier one.
    static func networkKind(of path: String, mounts: String) -> String? {
        var best: (length: Int, kind: Substring)?
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 5, let hyphen = fields.firstIndex(of: "-"), hyphen + 1 < fields.count else {
                continue
            }
            let point = fields[4].replacing("\\040", with: " ")
            guard point == "/" || path == point || path.hasPrefix(point + "/") else { continue }
            if point.utf8.count >= best?.length ?? 0 { best = (point.utf8.count, fields[hyphen + 1]) }
        }
        return best.flatMap { isNetwork(kind: String($0.kind)) ? String($0.kind) : nil }
    }

    private static func isNetwork(kind: String) -> Bool {
        let kinds: Set = [
            "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse", "fuseblk", "afs", "ceph", "glusterfs",
        ]
        return kinds.contains(kind) || kind.hasPrefix("fuse.")
    }
}
