import Foundation

/// A file that is written aside and takes its place only when it is whole.
final class StagedFile {
    private let target: URL
    private let aside: URL
    private let handle: FileHandle
    private var isOpen = true

    /// Opens a file beside the one it is to become.
    ///
    /// - Throws: ``CommandFailure`` if the folder is missing or cannot be written, or if something other than a
    ///   plain file has the name.
    init(_ path: String) throws(CommandFailure) {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        let files = FileManager.default
        let folder = target.deletingLastPathComponent()
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandFailure("\(path): the folder \(folder.path) does not exist.")
        }
        if files.fileExists(atPath: target.path) {
            let kind = try? files.attributesOfItem(atPath: target.path)[.type] as? FileAttributeType
            guard kind == .typeRegular else {
                throw CommandFailure("\(path): this is not a file to be replaced.")
            }
        }
        let name = ".\(target.lastPathComponent).\(UInt64.random(in: 0 ... .max)).part"
        aside = folder.appendingPathComponent(name)
        self.target = target
        guard files.createFile(atPath: aside.path, contents: nil) else {
            throw CommandFailure("\(path): the folder \(folder.path) cannot be written to.")
        }
        do {
            handle = try FileHandle(forWritingTo: aside)
        } catch {
            try? files.removeItem(at: aside)
            throw CommandFailure("\(path): the file cannot be written.")
        }
    }

    deinit { discard() }

    /// Appends bytes.
    func write(_ bytes: [UInt8]) throws(CommandFailure) {
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            throw CommandFailure("\(target.path): the file cannot be written; is the disk full?")
        }
    }

    /// Puts the whole file in its place.
    func keep() throws(CommandFailure) {
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw CommandFailure("\(target.path): the file cannot be written; is the disk full?")
        }
        guard rename(aside.path, target.path) == 0 else {
            throw CommandFailure("\(target.path): the file cannot be put in its place.")
        }
        isOpen = false
    }

    /// Throws away what was not kept.
    func discard() {
        guard isOpen else { return }
        isOpen = false
        try? handle.close()
        try? FileManager.default.removeItem(at: aside)
    }
}
