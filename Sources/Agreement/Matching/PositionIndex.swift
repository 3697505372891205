/// Where keys stand in a list that grows.
///
/// Few are found by comparing one after another, which is faster than hashing their texts.
struct PositionIndex<Key: Hashable & Sendable>: Sendable {
    /// The keys, each once, in the order in which they came.
    private(set) var keys: [Key] = []
    private var positions: [Key: Int] = [:]

    private static var mostCompared: Int { 8 }

    /// An index of keys that are all different.
    init(_ keys: [Key] = []) {
        self.keys = keys
        if keys.count > Self.mostCompared { positions = Self.table(keys) }
    }

    /// The place of a key, which is added at the end if it is not there.
    mutating func position(of key: Key) -> Int {
        if positions.isEmpty {
            if let place = keys.firstIndex(of: key) { return place }
        } else if let place = positions[key] {
            return place
        }
        keys.append(key)
        if !positions.isEmpty {
            positions[key] = keys.count - 1
        } else if keys.count > Self.mostCompared {
            positions = Self.table(keys)
        }
        return keys.count - 1
    }

    private static func table(_ keys: [Key]) -> [Key: Int] {
        var positions: [Key: Int] = [:]
        positions.reserveCapacity(keys.count)
        for (position, key) in keys.enumerated() { positions[key] = position }
        return positions
    }
}
