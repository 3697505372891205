import Storage
import Synchronization

/// What the storage told the operator.
final class Told: Sendable {
    private let stored = Mutex<[StorageDiagnostic]>([])

    var diagnostics: [StorageDiagnostic] { stored.withLock { $0 } }

    @Sendable
    func append(_ diagnostic: StorageDiagnostic) {
        stored.withLock { $0.append(diagnostic) }
    }
}
