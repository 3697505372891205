import Geometry
import Labeling

/// An annotation as clients send and get it.
struct AnnotationJSON: Codable {
    let id: AnnotationID
    let labelId: LabelClassID
    let shape: Shape
    let flags: FlagsJSON?

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
    }

    var annotation: Annotation {
        Annotation(id: id, labelID: labelId, shape: shape, flags: flags?.flags ?? [])
    }
}
