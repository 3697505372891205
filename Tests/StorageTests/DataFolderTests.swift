import Foundation
import Labeling
import Testing

@testable import Storage

@Suite("Data folder and its lock")
struct DataFolderTests {
    @Test("a missing folder is made, open to its owner only")
    func made() throws {
        let parent = try TemporaryFolder()
        defer { parent.remove() }
        let path = parent.path + "/a/b"
        try DataFolder.prepare(path)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
        try DataFolder.prepare(path)
    }

    @Test("a file in the folder's place, and a folder that can't be written, are refused by name")
    func refused() throws {
        let parent = try TemporaryFolder()
        defer { parent.remove() }
        try parent.write("", to: "file")
        // Nobody, not even the superuser, makes folders in /proc.
        for path in [parent.path + "/file", "/proc/boxwood", "/proc/self"] {
            let error = #expect(throws: BoxwoodError.self) { try DataFolder.prepare(path) }
            #expect(error?.code == .invalid)
            #expect(error?.message.contains(path) == true)
        }
    }

    @Test(
        "a folder on a network file system is recognised by the mount it is really on",
        arguments: [
            ("/srv/data", "nfs4"), ("/srv/data/deep", "nfs4"), ("/srv/database", nil), ("/home/me", nil),
            ("/mnt/my share/x", "cifs"), ("/mnt/host", "fuse.sshfs"), ("/srv/data/local/x", nil), ("/", nil),
        ] as [(String, String?)]
    )
    func network(path: String, kind: String?) {
        let mounts = """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            40 22 0:50 / /srv/data rw - nfs4 server:/x rw
            41 40 8:2 / /srv/data/local rw master:2 - xfs /dev/sdb rw
            42 22 0:51 / /mnt/my\\040share rw shared:3 - cifs //server/x rw
            43 22 0:52 / /mnt/host rw - ext4 /dev/sdc rw
            44 22 0:53 / /mnt/host rw - fuse.sshfs me@host: rw
            """
        #expect(FileSystem.networkKind(of: path, mounts: mounts) == kind)
    }

    @Test("one holder at a time; the second is told who has it")
    func exclusive() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        #expect(FolderLock.holder(of: folder.path) == nil)
        let lock = try FolderLock.acquire(folder.path)
        let pid = ProcessInfo.processInfo.processIdentifier
        #expect(FolderLock.holder(of: folder.path) == LockHolder(pid: pid))

        try lock.publish(url: "http://127.0.0.1:8080", token: "secret")
        let expected = LockHolder(pid: pid, url: "http://127.0.0.1:8080", token: "secret")
        #expect(FolderLock.holder(of: folder.path) == expected)
        let error = #expect(throws: BoxwoodError.self) { try FolderLock.acquire(folder.path) }
        #expect(error?.code == .locked)
        #expect(error?.message.contains("\(pid)") == true)
        #expect(error?.message.contains("http://127.0.0.1:8080") == true)
        #expect(error?.message.contains("secret") == false)

        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/boxwood.lock")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        lock.release()
        #expect(FolderLock.holder(of: folder.path) == nil)
        try FolderLock.acquire(folder.path).release()
    }

    @Test("a lock that is forgotten is given back; what a dead process wrote is not believed")
    func forgotten() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        do {
            let lock = try FolderLock.acquire(folder.path)
            withExtendedLifetime(lock) {}
        }
        try folder.write(#"{"pid":1,"url":"http://gone"}"#, to: "boxwood.lock")
        #expect(FolderLock.holder(of: folder.path) == nil)
        try FolderLock.acquire(folder.path).release()
    }

    @Test("another process that has the lock keeps this one out")
    func otherProcess() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write(#"{"pid":4242,"url":"http://other"}"#, to: "boxwood.lock")
        let other = Process()
        other.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        other.arguments = [folder.path + "/boxwood.lock", "sh", "-c", "echo held; cat"]
        let input = Pipe()
        let output = Pipe()
        other.standardInput = input
        other.standardOutput = output
        try other.run()
        _ = output.fileHandleForReading.availableData
        #expect(FolderLock.holder(of: folder.path)?.pid == 4242)
        let error = #expect(throws: BoxwoodError.self) { try SQLiteStore.open(folder: folder.path) }
        #expect(error?.code == .locked)
        #expect(error?.message.contains("4242") == true)
        try input.fileHandleForWriting.close()
        other.waitUntilExit()
        #expect(FolderLock.holder(of: folder.path) == nil)
    }

    @Test("a second store on the same folder is refused until the first is closed")
    func store() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try SQLiteStore.open(folder: folder.path)
        let error = #expect(throws: BoxwoodError.self) { try SQLiteStore.open(folder: folder.path) }
        #expect(error?.code == .locked)
        try await store.close()
        try await SQLiteStore.open(folder: folder.path).close()
    }
}
