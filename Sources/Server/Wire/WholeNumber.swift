/// A whole number in a request; a fraction or a giant is refused with the field's path.
struct WholeNumber: Decodable {
    /// The number.
    let value: Int

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Int(exactly: try container.decode(Double.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "This is not a whole number.")
        }
        self.value = value
    }
}
