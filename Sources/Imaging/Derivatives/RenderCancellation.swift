import CVips
import Synchronization

/// Tells work on another thread that nobody waits for it any more.
public final class RenderCancellation: Sendable {
    private struct State: @unchecked Sendable {
        var isCancelled = false
        /// The image that is being computed; touched only under the lock.
        var image: UnsafeMutablePointer<VipsImage>?
    }

    private let state = Mutex(State())

    /// Nothing is cancelled yet.
    public init() {}

    /// Ends the work: soon where it is computing, at once where it has not begun.
    public func cancel() {
        state.withLock { state in
            state.isCancelled = true
            if let image = state.image { vips_image_set_kill(image, 1) }
        }
    }

    /// Whether the work is wanted no more.
    public var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Goes on unless cancelled.
    ///
    /// - Throws: ``ImagingError`` with reason `cancelled`.
    func check() throws(ImagingError) {
        if isCancelled { throw .cancelled }
    }

    /// Runs a computation that a cancellation breaks off.
    ///
    /// - Throws: ``ImagingError``: `cancelled`, else what the body throws.
    func watching<Value>(
        _ handle: VipsHandle, _ body: (VipsHandle) throws(ImagingError) -> Value
    ) throws(ImagingError) -> Value {
        try check()
        state.withLock { $0.image = handle.image }
        defer { state.withLock { $0.image = nil } }
        do throws(ImagingError) {
            return try body(handle)
        } catch {
            // libvips says "killed" in several ways, so the flag decides what it was.
            try check()
            throw error
        }
    }
}

extension ImagingError {
    /// The error of work that was broken off because nobody waited for it.
    public static let cancelled = ImagingError(.cancelled, "Nobody waits for this picture any more.")
}
