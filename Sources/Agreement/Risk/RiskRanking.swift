public import Labeling

/// Images in the order in which they need work.
public enum RiskRanking {
    /// The images by falling risk, ties and images without a risk by identifier, those without last.
    ///
    /// Risk, not disagreement: people can also agree that an image is hard.
    public static func order(_ images: [ImageConsensus]) -> [ImageID] {
        images.sorted { left, right in
            switch (left.risk, right.risk) {
            case (let first?, let second?) where first != second: first > second
            case (.some, nil): true
            case (nil, .some): false
            default: left.image < right.image
            }
        }
        .map(\.image)
    }
}
