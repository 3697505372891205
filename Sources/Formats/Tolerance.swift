/// What a reader does with a single image or annotation that is not acceptable.
///
/// A file that is not well formed is refused either way.
public enum Tolerance: Hashable, Sendable {
    /// The first fault refuses the whole file.
    case strict
    /// Faulty annotations are left out, and listed in ``DatasetDocument/skipped``.
    case lenient
}
