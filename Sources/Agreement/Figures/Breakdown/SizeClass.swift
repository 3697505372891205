/// How large an object is, by the side of a square of the same area: COCO's bounds.
///
/// Source: the COCO detection challenge.
public enum SizeClass: String, Codable, CaseIterable, Sendable {
    /// Below 32 pixels.
    case small
    /// From 32 to below 96 pixels.
    case medium
    /// From 96 pixels on.
    case large

    /// The class of an area in square pixels.
    public init(area: Double) {
        self = area < 32 * 32 ? .small : area < 96 * 96 ? .medium : .large
    }
}
