/// How many of the judged items were right, with intervals.
public struct AuditFigures: Hashable, Sendable {
    /// Items judged right.
    public let right: Int
    /// Items judged.
    public let judged: Int

    /// A count.
    public init(right: Int, judged: Int) {
        self.right = right
        self.judged = judged
    }

    /// The share that is right, with the exact interval (Clopper and Pearson).
    public var exact: Estimate { ProportionBounds.exact(successes: right, of: judged) }
    /// The same with Wilson's interval, which is shorter and right on average only.
    public var wilson: Estimate { .proportion(successes: right, of: judged) }
    /// What the share of errors is at most, with a confidence of 95 %, one-sided.
    public var errorsAtMost: Double { ProportionBounds.errorsAtMost(errors: judged - right, of: judged) }
}

/// What an audit is to show.
public struct AuditGoal: Hashable, Sendable {
    /// The interval is to reach at most this far to either side; nil if that is no goal.
    public let halfWidth: Double?
    /// At least this share is to be right; nil if that is no goal.
    public let atLeast: Double?

    /// A goal with its parts.
    public init(halfWidth: Double? = nil, atLeast: Double? = nil) {
        self.halfWidth = halfWidth
        self.atLeast = atLeast
    }

    /// Whether there is nothing to reach.
    public var isEmpty: Bool { halfWidth == nil && atLeast == nil }

    /// How many more items the exact interval needs to meet the goal if as large a share of them is right as so far;
    /// nil if that will never do, or before the first.
    public func stillNeeded(after figures: AuditFigures) -> Int? {
        guard figures.judged > 0, !isEmpty else { return nil }
        let accuracy = Double(figures.right) / Double(figures.judged)
        let most = AuditSize.smallest(from: figures.judged, upTo: Self.farthest) { total in
            let narrow = halfWidth.map { ProportionBounds.halfWidth(at: accuracy, of: total) <= $0 } ?? true
            let high =
                atLeast.map {
                    ProportionBounds.lower(accuracy * Double(total), of: Double(total), missing: 0.05) >= $0
                } ?? true
            return narrow && high
        }
        return most.map { $0 - figures.judged }
    }

    /// Whether one may stop, by an interval that holds at every look.
    public func verdict(_ low: Double, _ high: Double) -> AuditVerdict {
        if let atLeast {
            if high < atLeast { return .missed }
            guard low >= atLeast else { return .open }
        }
        if let halfWidth, (high - low) / 2 > halfWidth { return .open }
        return isEmpty ? .open : .reached
    }

    /// Nobody judges more.
    private static let farthest = 10_000_000
}

/// How an audit stands to its goal.
public enum AuditVerdict: String, Codable, Sendable, CaseIterable {
    /// Nothing is decided yet.
    case open
    /// The goal is met; one may stop.
    case reached
    /// So large a share is not right; one may stop.
    case missed
}
