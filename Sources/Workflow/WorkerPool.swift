import Foundation

/// A bounded set of threads for calls that block (files, libvips, scrypt), kept off the cooperative pool.
public struct WorkerPool: Sendable {
    private let queue: OperationQueue

    /// A pool of at most `width` threads; further work waits its turn.
    public init(name: String, width: Int) {
        queue = OperationQueue()
        queue.name = name
        queue.maxConcurrentOperationCount = width
    }

    /// Runs a blocking body on one of the threads and returns what it returns.
    public func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            queue.addOperation {
                do throws(Failure) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
