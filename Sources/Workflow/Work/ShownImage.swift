import Labeling

extension ReadTransaction {
    /// The image that somebody knows by an identifier: its own, or the one under which it comes back to them.
    func image(shownAs id: ImageID) throws -> LabeledImage? {
        try image(id) ?? returningImage(id).flatMap { try image($0.imageID) }
    }
}
