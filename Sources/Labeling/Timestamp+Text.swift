extension Timestamp {
    /// Reads a day in UTC, such as `2026-11-21`, or RFC 3339 text in UTC, such as `2026-11-21T08:30:00.250Z`; nil if it is
    /// neither.
    ///
    /// The calendar arithmetic is Howard Hinnant's `days_from_civil` (proleptic Gregorian).
    public init?(_ text: String) {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let day = halves[0].split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
        guard day.count == 3, let year = day[0], let month = day[1], let date = day[2],
            (1...9999).contains(year), (1...12).contains(month), (1...31).contains(date)
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + date - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        var milliseconds = (era * 146_097 + dayOfEra - 719_468) * 86_400_000
        if halves.count == 2 {
            guard let inDay = Self.millisecondsInDay(halves[1]) else { return nil }
            milliseconds += inDay
        }
        self.init(milliseconds: milliseconds)
        // The 31st of a month that has none is another day.
        guard rfc3339.hasPrefix(halves[0]) else { return nil }
    }

    private static func millisecondsInDay(_ text: Substring) -> Int64? {
        guard text.hasSuffix("Z") else { return nil }
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        let clock = parts[0].split(separator: ":", omittingEmptySubsequences: false).map(number)
        guard parts.count <= 2, clock.count == 3, let hour = clock[0], let minute = clock[1],
            let second = clock[2], hour < 24, minute < 60, second < 60
        else { return nil }
        var fraction: Int64 = 0
        if parts.count == 2 {
            guard (1...9).contains(parts[1].count), let digits = number(parts[1] + "") else { return nil }
            fraction =
                parts[1].count <= 3
                ? digits * [100, 10, 1][parts[1].count - 1] : Int64(parts[1].prefix(3)) ?? 0
        }
        return ((hour * 60 + minute) * 60 + second) * 1000 + fraction
    }

    private static func number(_ text: Substring) -> Int64? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(text) : nil
    }
}
