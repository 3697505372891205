/// A dictionary of bounded size that forgets what was not asked for the longest.
struct LeastRecentlyUsed<Key: Hashable, Value> {
    private let capacity: Int
    private var values: [Key: (value: Value, used: UInt64)] = [:]
    private var clock: UInt64 = 0

    /// An empty one for at most `capacity` values.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Reading counts as use; writing beyond the capacity forgets one (linear in the capacity).
    subscript(key: Key) -> Value? {
        mutating get {
            guard let found = values[key] else { return nil }
            clock += 1
            values[key] = (found.value, clock)
            return found.value
        }
        set {
            clock += 1
            values[key] = newValue.map { ($0, clock) }
            if values.count > capacity, let oldest = values.min(by: { $0.value.used < $1.value.used })?.key {
                values[oldest] = nil
            }
        }
    }
}
