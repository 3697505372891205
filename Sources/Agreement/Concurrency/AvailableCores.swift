import Foundation

/// How many cores there are to work with.
enum AvailableCores {
    /// Cores that the process may use now, at least 1.
    static var count: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }
}
