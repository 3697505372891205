/// What imported annotations are: answers, known truth, or a model's output.
public enum ImportedLayer: Hashable, Sendable {
    /// One annotator's answers, by their name.
    case annotator(String)
    /// The answers of each annotator that the file names.
    case annotators
    /// Known answers that decide and teach.
    case gold
    /// Known answers to measure by.
    case truth
    /// A model's output, by its name.
    case predictions(String)

    /// Reads `annotator:NAME`, `annotators`, `gold`, `truth` or `predictions:MODEL`; nil for anything else.
    public init?(_ text: String) {
        switch text {
        case "gold": self = .gold
        case "truth": self = .truth
        case "annotators": self = .annotators
        default:
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, !parts[1].isEmpty else { return nil }
            switch parts[0] {
            case "annotator": self = .annotator(parts[1])
            case "predictions": self = .predictions(parts[1])
            default: return nil
            }
        }
    }
}
