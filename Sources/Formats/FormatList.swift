/// The formats Boxwood knows: commands, the HTTP interface and the tests walk this list.
public enum FormatList {
    /// Every format, in the order shown to people.
    public static let all: [any DatasetFormat] = [COCOFormat(), VOCFormat()]

    /// The format with this id, or nil.
    public static func named(_ id: String) -> (any DatasetFormat)? {
        all.first { $0.id == id }
    }
}
