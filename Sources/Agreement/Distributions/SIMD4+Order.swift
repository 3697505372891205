/// The order of numbers lane by lane, in two instructions each; the numbers are not to be NaN.
extension SIMD4<Double> {
    /// The smaller number of each lane.
    @inline(__always)
    static func smaller(_ a: Self, _ b: Self) -> Self {
        Self(a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y, a.z < b.z ? a.z : b.z, a.w < b.w ? a.w : b.w)
    }

    /// The larger number of each lane.
    @inline(__always)
    static func larger(_ a: Self, _ b: Self) -> Self {
        Self(a.x > b.x ? a.x : b.x, a.y > b.y ? a.y : b.y, a.z > b.z ? a.z : b.z, a.w > b.w ? a.w : b.w)
    }
}
