extension String {
    /// Whether this text comes before another by Unicode scalar values, the same on every machine: the order of the bytes.
    func precedes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}
