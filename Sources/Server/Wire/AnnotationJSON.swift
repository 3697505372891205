import Geometry
import Labeling

/// An annotation as clients send and get it.
struct AnnotationJSON: Codable {
    let id: AnnotationID
    let labelId: LabelClassID
    let shape: Shape
    let flags: FlagsJSON?
    let attributes: [AttributeID: AttributeValue]?
    let extremePoints: [ImagePoint]?
    let origin: SuggestionOrigin?
    let effort: DrawingEffort?

    struct FlagsJSON: Codable {
        let occluded: Bool?
        let truncated: Bool?
        let crowd: Bool?
        let unsure: Bool?

        private var named: [(Bool?, AnnotationFlags)] {
            [(occluded, .occluded), (truncated, .truncated), (crowd, .crowd), (unsure, .unsure)]
        }

        init(_ flags: AnnotationFlags) {
            occluded = flags.contains(.occluded)
            truncated = flags.contains(.truncated)
            crowd = flags.contains(.crowd)
            unsure = flags.contains(.unsure)
        }

        var flags: AnnotationFlags {
            named.reduce(into: []) { flags, pair in
                if pair.0 == true { flags.insert(pair.1) }
            }
        }
    }

    init(_ annotation: Annotation) {
        id = annotation.id
        labelId = annotation.labelID
        shape = annotation.shape
        flags = FlagsJSON(annotation.flags)
        let details = annotation.details
        attributes = details.attributes.isEmpty ? nil : details.attributes
        extremePoints = details.extremePoints.isEmpty ? nil : details.extremePoints
        origin = details.origin
        effort = details.effort
    }

    var annotation: Annotation {
        Annotation(
            id: id, labelID: labelId, shape: shape, flags: flags?.flags ?? [],
            details: AnnotationDetails(
                attributes: attributes ?? [:], extremePoints: extremePoints ?? [], origin: origin,
                effort: effort))
    }
}
