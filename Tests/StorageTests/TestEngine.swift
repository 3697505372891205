import Labeling
import Storage
import Testing

/// The engines that must keep the contract of `Store`; a second one is finished when it passes here.
enum TestEngine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case inMemory
    case onDisk

    static let available = allCases

    var testDescription: String { rawValue }

    /// Runs a test on a fresh, empty store.
    func withStore<Value>(_ body: (SQLiteStore) async throws -> Value) async throws -> Value {
        switch self {
        case .inMemory:
            return try await body(try SQLiteStore.inMemory())
        case .onDisk:
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let store = try SQLiteStore.open(folder: folder.path)
            let value = try await body(store)
            try await store.close()
            return value
        }
    }
}
