#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Points of the circle of radius 1.
enum UnitCircle {
    /// The point at an angle in radians.
    static func point(_ angle: Double) -> (cosine: Double, sine: Double) { (cos(angle), sin(angle)) }
}
