/// Why an image could not be read, tiled or drawn.
///
/// ``message`` is for the person who sent the image: one plain sentence without paths or library
/// internals. ``detail`` is for the log and may name anything. libvips keeps one error buffer for the
/// whole process, so while several threads work the text in ``detail`` can be another job's.
public struct ImagingError: Error, Sendable, Equatable {
    /// What kind of failure it is, for a program to act on.
    public enum Reason: Sendable, Equatable {
        /// The file has no bytes.
        case empty
        /// The bytes are no picture format that is known.
        case notAnImage
        /// A known format, or a variant of one, that is not taken; with its name.
        case unsupportedFormat(String)
        /// More pixels, bytes or memory than the limits allow; with what is too large.
        case tooLarge(String)
        /// The file ends too early or is damaged inside.
        case truncated
        /// An animation or a file of several pages.
        case multipleFrames
        /// The process that decodes uploads died, ran out of its limits, or answered nonsense.
        case workerFailed
        /// A level, tile, region or size that does not exist.
        case outOfRange
        /// A tile pack on disk is not what was written there.
        case corruptPack
        /// Pixels could not be computed or encoded.
        case renderFailed
        /// Nobody waited for the result any more, so the work was broken off.
        case cancelled
        /// A file could not be opened, read or written.
        case io
    }

    /// What kind of failure it is.
    public let reason: Reason

    /// One sentence that may be shown to the person who sent the image.
    public let message: String

    /// What a log should keep; empty when there is nothing to add.
    public let detail: String

    /// Makes an error from its three parts.
    public init(_ reason: Reason, _ message: String, detail: String = "") {
        self.reason = reason
        self.message = message
        self.detail = detail
    }

    /// The error for a worker process that ended without a readable answer.
    ///
    /// - Parameter detail: how it ended, for the log, such as `signal 24 (CPU time)`.
    public static func workerFailed(detail: String) -> ImagingError {
        ImagingError(
            .workerFailed,
            "The image could not be processed within the time and memory allowed for one image.",
            detail: detail
        )
    }
}

extension ImagingError: CustomStringConvertible {
    /// The message, with the detail in parentheses when there is one.
    public var description: String { detail.isEmpty ? message : "\(message) (\(detail))" }
}
