import Foundation
import Synchronization

/// The present second as HTTP writes it, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
enum HTTPDate {
    private static let written = Mutex<(second: Int, text: String)>((-1, ""))
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Written once a second.
    static var now: String {
        let second = time(nil)
        return written.withLock { written in
            if written.second != second { written = (second, text(second)) }
            return written.text
        }
    }

    /// A second since 1970 in UTC.
    static func text(_ second: Int) -> String {
        var (moment, parts) = (second, tm())
        gmtime_r(&moment, &parts)
        func two(_ number: some BinaryInteger) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = days[Int((second / 86_400) % 7)]
        let date = "\(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900)"
        return "\(day), \(date) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
