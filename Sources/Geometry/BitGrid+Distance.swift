extension BitGrid {
    /// How far each cell's centre lies from the outline, in cells: positive inside, negative outside.
    ///
    /// The exact Euclidean distance to the nearest centre on the other side, less half a cell. Without any
    /// cell on the other side it is the sum of the grid's sides. O(cells). ``DistanceTransform`` measures
    /// several grids in the same memory.
    public func signedDistances() -> [Double] {
        var values = Array(repeating: 0.0, count: bits.count)
        var transform = DistanceTransform()
        transform.signedDistances(of: self, into: &values)
        return values
    }
}
