import Geometry
import Labeling

/// What Boxwood wrote into an annotation's `boxwood` object; another tool's is tolerated where it is no object.
struct COCOExtras {
    private(set) var layer: DatasetAnnotation.Layer?
    private(set) var key: String?
    private(set) var flags: AnnotationFlags = []
    /// Whether a rectangle is meant as a polygon.
    private(set) var isPolygon = false
    /// The rings of a polygon with holes.
    private(set) var rings: [[ImagePoint]]?
    /// The points by which a box was drawn.
    private(set) var extremePoints: [ImagePoint] = []
    /// Where a suggested shape came from.
    private(set) var origin: SuggestionOrigin?
    /// What is known of a consensus, but for the classes.
    private(set) var provenance: ConsensusProvenance?
    private(set) var posterior: [(category: COCOKey, probability: Double)] = []

    init() {}

    /// Reads the object.
    init(from scanner: inout JSONScanner) throws(FormatError) {
        var extras = COCOExtras()
        if try scanner.kind() == .object {
            try scanner.object { (scanner, name) throws(FormatError) in try extras.read(name, from: &scanner)
            }
        } else {
            try scanner.skipValue()
        }
        self = extras
    }

    private mutating func read(_ name: String, from scanner: inout JSONScanner) throws(FormatError) {
        switch name {
        case "layer":
            let text = try scanner.string()
            layer = DatasetAnnotation.Layer(rawValue: text)
            guard layer != nil else { throw scanner.fault("There is no layer \(FormatError.quoted(text)).") }
        case "key": key = try scanner.name()
        case "flags":
            var flags: AnnotationFlags = []
            try scanner.array { (scanner, _) throws(FormatError) in
                let text = try scanner.string()
                guard let flag = COCOFlags.named.first(where: { $0.name == text })?.flag else {
                    throw scanner.fault("There is no flag \(FormatError.quoted(text)).")
                }
                flags.insert(flag)
            }
            self.flags = flags
        case "shape": isPolygon = try scanner.string() == "polygon"
        case "polygon":
            guard case .outlines(let rings) = try COCOSegmentation(from: &scanner) else {
                throw scanner.fault("This must be a list of rings.")
            }
            self.rings = rings
        case "extreme_points":
            var points: [ImagePoint] = []
            try scanner.array { (scanner, _) throws(FormatError) in
                let pair = try scanner.numbers(count: 2, what: "[x, y]")
                points.append(ImagePoint(x: pair[0], y: pair[1]))
            }
            extremePoints = points
        case "origin": origin = try Self.origin(from: &scanner)
        case "existence", "class_posterior", "edge_sd", "votes", "accepted", "known":
            try readProvenance(name, from: &scanner)
        default: try scanner.skipValue()
        }
    }

    private static func origin(from scanner: inout JSONScanner) throws(FormatError) -> SuggestionOrigin {
        var (source, state): (String?, SuggestionOrigin.State?)
        try scanner.object { (scanner, name) throws(FormatError) in
            switch name {
            case "source": source = try scanner.string()
            case "state":
                let text = try scanner.string()
                state = SuggestionOrigin.State(rawValue: text)
                guard state != nil else {
                    throw scanner.fault("There is no state \(FormatError.quoted(text)).")
                }
            default: try scanner.skipValue()
            }
        }
        guard let source, let state else { throw scanner.fault("This must have a source and a state.") }
        return SuggestionOrigin(source: source, state: state)
    }

    private mutating func readProvenance(_ name: String, from scanner: inout JSONScanner) throws(FormatError)
    {
        var provenance = provenance ?? ConsensusProvenance(existence: nil)
        var posterior: [(COCOKey, Double)] = []
        switch name {
        case "accepted": provenance.isAccepted = try scanner.flag()
        case "known": provenance.isKnown = try scanner.flag()
        case "existence": provenance.existence = try scanner.takeNull() ? nil : try scanner.number()
        case "edge_sd":
            guard try !scanner.takeNull() else { break }
            let edges = try scanner.numbers(count: 4, what: "[left, top, right, bottom]")
            provenance.edgeDeviation = ConsensusProvenance.EdgeDeviation(
                left: edges[0],
                top: edges[1],
                right: edges[2],
                bottom: edges[3]
            )
        case "votes":
            try scanner.array { (scanner, _) throws(FormatError) in
                switch try scanner.identifier() {
                case .integer(let number): provenance.votes.append(.number(number))
                case .text(let text): provenance.votes.append(.key(text))
                }
            }
        default:
            try scanner.array { (scanner, _) throws(FormatError) in
                var (key, probability): (COCOKey?, Double?)
                try scanner.object { (scanner, name) throws(FormatError) in
                    switch name {
                    case "category_id": key = try scanner.identifier()
                    case "probability": probability = try scanner.number()
                    default: try scanner.skipValue()
                    }
                }
                guard let key, let probability else {
                    throw scanner.fault("This must have a category_id and a probability.")
                }
                posterior.append((key, probability))
            }
        }
        self.provenance = provenance
        self.posterior += posterior.map { (category: $0.0, probability: $0.1) }
    }
}
