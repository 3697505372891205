import Foundation
import TestSupport
import Testing

/// The built command, run as a person would run it.
enum BoxwoodBinary {
    /// What a run left behind.
    struct Outcome {
        let code: Int32
        let output: String
        let errors: String

        /// The lines on standard error.
        var errorLines: [Substring] { errors.split(separator: "\n") }

        /// Standard output as a JSON object.
        func json() throws -> [String: Any] {
            let value = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
            return try #require(value)
        }
    }

    private struct Missing: Error, CustomStringConvertible {
        let path: String

        var description: String {
            "There is no boxwood at \(path); run `swift build` first, or name it in BOXWOOD_BINARY."
        }
    }

    /// `BOXWOOD_BINARY`, or the debug build of this package.
    private static var path: String {
        if let named = ProcessInfo.processInfo.environment["BOXWOOD_BINARY"] { return named }
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return root.appending(path: ".build/debug/boxwood").path
    }

    /// Runs it to its end, with no terminal and no settings from the environment.
    static func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> Outcome {
        guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(path: path) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("BOXWOOD_") }
        process.standardInput = FileHandle.nullDevice
        let place = "\(FileManager.default.temporaryDirectory.path)/boxwood-run-\(UUID().uuidString)"
        let (output, errors) = (place + ".out", place + ".err")
        defer { for file in [output, errors] { try? FileManager.default.removeItem(atPath: file) } }
        for file in [output, errors] { try Data().write(to: URL(fileURLWithPath: file)) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        try await withCheckedThrowingContinuation { (finished: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in finished.resume() }
            do {
                try process.run()
            } catch {
                finished.resume(throwing: error)
            }
        }
        return Outcome(
            code: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }
}

extension TemporaryFolder {
    /// Writes a text file and returns its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    /// Writes a file, with the folders it needs, and returns its path.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    /// The bytes of a file, or nil where there is none.
    func bytes(of name: String) -> Data? {
        FileManager.default.contents(atPath: path + "/" + name)
    }

    /// A file as a JSON object.
    func json(of name: String) throws -> [String: Any] {
        let content = try #require(bytes(of: name))
        let value = try JSONSerialization.jsonObject(with: content) as? [String: Any]
        return try #require(value)
    }

    /// The names in the folder itself, hidden ones too.
    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }
}
