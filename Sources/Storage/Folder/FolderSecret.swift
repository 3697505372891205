import Foundation
public import Labeling

/// A secret of a data folder, in a file that its owner alone can read.
public enum FolderSecret {
    private static let name = "signing.key"
    private static let length = 32

    /// The folder's secret of 32 bytes, made from the system's cryptographic generator where there is none yet.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` with one plain sentence when it is damaged or cannot be written.
    public static func signingKey(in folder: String) throws(BoxwoodError) -> [UInt8] {
        let path = folder + "/" + name
        if FileManager.default.fileExists(atPath: path) {
            guard let bytes = FileManager.default.contents(atPath: path), bytes.count == length else {
                throw .invalid(
                    "data",
                    "The file \(path) is damaged. Remove it to make a new one; links made before stop working then."
                )
            }
            return Array(bytes)
        }
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw .invalid("data", "The file \(path) can't be written.") }
        return bytes
    }
}
