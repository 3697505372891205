import Foundation
public import Labeling

extension Clock {
    /// The machine's clock.
    public static let system = Clock {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
