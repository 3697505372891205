import Crypto
import CryptoExtras
import Foundation
import Labeling

/// Passwords as scrypt hashes in PHC string form: `$scrypt$ln=17,r=8,p=1$salt$key`.
///
/// N = 2^17, r = 8, p = 1 as OWASP's Password Storage Cheat Sheet recommends: about 0.3 s and 128 MiB a hash, so
/// callers run it on a pool of two threads.
struct PasswordHash: Sendable {
    /// Binary logarithm of scrypt's N; tests use less than 17.
    let logarithm: Int

    /// The PHC string of a password with a fresh salt of 16 bytes.
    func make(_ password: String) throws(BoxwoodError) -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = Data((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
        let key = try derive(password, salt: salt, logarithm: logarithm)
        return "$scrypt$ln=\(logarithm),r=8,p=1$\(salt.base64EncodedString())$\(key.base64EncodedString())"
    }

    /// Whether the password is the one that was hashed; takes the same time either way.
    ///
    /// Without a hash it works just as long and answers no, so that an unknown account looks like a wrong password.
    func verify(_ password: String, against stored: String?) throws(BoxwoodError) -> Bool {
        guard let stored else {
            _ = try derive(password, salt: Data(count: 16), logarithm: logarithm)
            return false
        }
        let parts = stored.split(separator: "$")
        guard parts.count == 4, parts[0] == "scrypt", let parameter = parts[1].split(separator: ",").first,
            parameter.hasPrefix("ln="), let logarithm = Int(parameter.dropFirst(3)),
            (1...20).contains(logarithm),
            let salt = Data(base64Encoded: String(parts[2])),
            let expected = Data(base64Encoded: String(parts[3]))
        else { throw BoxwoodError(.internal, "A stored password hash cannot be read.") }
        let key = try derive(password, salt: salt, logarithm: logarithm)
        guard key.count == expected.count else { return false }
        return zip(key, expected).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func derive(_ password: String, salt: Data, logarithm: Int) throws(BoxwoodError) -> Data {
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: Data(password.precomposedStringWithCompatibilityMapping.utf8), salt: salt,
                outputByteCount: 32, rounds: 1 << logarithm, blockSize: 8, parallelism: 1)
            return key.withUnsafeBytes { Data($0) }
        } catch {
            throw BoxwoodError(.internal, "The password could not be hashed.")
        }
    }
}
