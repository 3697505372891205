/// What a person may do, on the server or in one project; each role includes those before it.
public enum Role: String, CaseIterable, Codable, Sendable, Comparable {
    /// Takes the next image, draws, submits, sees their own work.
    case annotator
    /// Sees everybody's answers under their pseudonyms, adjudicates and audits.
    case reviewer
    /// Owns projects: labels, images, people, exports.
    case requester
    /// Runs the server.
    case owner

    /// Whether the left role may do less.
    public static func < (left: Self, right: Self) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .annotator: 0
        case .reviewer: 1
        case .requester: 2
        case .owner: 3
        }
    }
}
