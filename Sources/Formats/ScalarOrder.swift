extension String {
    /// Whether this text comes before another by Unicode scalar values, the same on every machine.
    func precedes(_ other: String) -> Bool {
        unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
    }
}
