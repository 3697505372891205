public import Labeling

/// What a call was refused with; nil when it succeeded.
///
/// Anything thrown that is no ``BoxwoodError`` is thrown on: then the test itself is broken.
public func refusal<Value>(of call: () async throws -> Value) async throws -> BoxwoodError? {
    do {
        _ = try await call()
        return nil
    } catch let error as BoxwoodError {
        return error
    }
}
