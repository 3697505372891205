import Imaging
import Labeling

extension ImagingError {
    /// What the person who sent the image, or asked for it, is told.
    var refusal: BoxwoodError {
        switch reason {
        case .empty, .notAnImage, .truncated, .multipleFrames: BoxwoodError(.invalid, message, field: "file")
        case .unsupportedFormat: BoxwoodError(.unsupported, message, field: "file")
        case .tooLarge: BoxwoodError(.tooLarge, message, field: "file")
        case .workerFailed: BoxwoodError(.invalid, message, field: "file")
        case .outOfRange: BoxwoodError(.invalid, message)
        case .corruptPack, .renderFailed, .cancelled, .io: BoxwoodError(.internal, message)
        }
    }
}
