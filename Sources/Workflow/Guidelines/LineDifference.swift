/// A line of a text beside an earlier one.
public struct ComparedLine: Hashable, Sendable {
    /// Where the line is.
    public enum Change: String, Hashable, Sendable, Encodable {
        /// In both texts.
        case same
        /// In the later text alone.
        case added
        /// In the earlier text alone.
        case removed
    }

    /// Where it is.
    public let change: Change
    /// The line without its break.
    public let text: String

    /// A line with its place.
    public init(_ change: Change, _ text: String) {
        self.change = change
        self.text = text
    }
}

/// What became of a text, line by line: as few changes as there can be, removed lines before the added ones.
///
/// Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, as the standard library has it.
enum LineDifference {
    /// The lines of both texts in order.
    ///
    /// O((n + m) · d) for d changed lines.
    static func between(_ earlier: String, _ later: String) -> [ComparedLine] {
        let old = lines(earlier)
        let new = lines(later)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var result: [ComparedLine] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                result.append(ComparedLine(.removed, old[left]))
                left += 1
            } else if right < new.count, inserted.contains(right) {
                result.append(ComparedLine(.added, new[right]))
                right += 1
            } else {
                result.append(ComparedLine(.same, new[right]))
                left += 1
                right += 1
            }
        }
        return result
    }

    private static func lines(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        return text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }
}
