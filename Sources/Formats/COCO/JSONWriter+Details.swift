import Geometry
import Labeling

/// What is known of an annotation beside its class, shape and flags.
extension JSONWriter {
    /// The answers to the class's questions, by name.
    mutating func attributes(of annotation: DatasetAnnotation) throws(FormatError) {
        guard !annotation.attributes.isEmpty else { return }
        key("attributes")
        open("{")
        for (name, value) in annotation.attributes.sorted(by: { $0.key.precedes($1.key) }) {
            key(name)
            switch value {
            case .text(let text): string(text)
            case .number(let number): try fraction(number, of: annotation)
            case .flag(let flag): self.flag(flag)
            }
        }
        close("}")
    }

    /// How the annotation came about: extreme points, origin, effort.
    mutating func making(of annotation: DatasetAnnotation) throws(FormatError) {
        if !annotation.extremePoints.isEmpty {
            key("extreme_points")
            open("[")
            for point in annotation.extremePoints {
                guard let x = JSONWriter.scaled(point.x, decimals: 2),
                    let y = JSONWriter.scaled(point.y, decimals: 2)
                else { throw .notFinite(annotation) }
                hundredths([x, y])
            }
            close("]")
        }
        if let version = annotation.guidelineVersion {
            key("guidelines")
            integer(version)
        }
        if let origin = annotation.origin {
            key("origin")
            open("{")
            text("source", origin.source)
            text("state", origin.state.rawValue)
            close("}")
        }
        if let effort = annotation.effort {
            key("effort")
            open("{")
            text("method", effort.method)
            for (name, figure) in [
                ("presses", effort.presses), ("keys", effort.keys), ("adjustments", effort.adjustments),
                ("active_milliseconds", Int(clamping: effort.activeMilliseconds)),
            ] {
                key(name)
                integer(figure)
            }
            close("}")
        }
    }

    mutating func suggestions(_ outcomes: [SuggestionOutcome]) {
        open("[")
        for outcome in outcomes {
            row()
            open("{")
            for (name, number) in [
                ("image_id", outcome.imageNumber), ("annotator_id", outcome.annotatorNumber),
            ] {
                key(name)
                integer(number)
            }
            text("source", outcome.source)
            for (name, count) in [
                ("accepted", outcome.accepted), ("adjusted", outcome.adjusted), ("deleted", outcome.deleted),
                ("added", outcome.added),
            ] {
                key(name)
                integer(count)
            }
            close("}")
        }
        raw("\n")
        close("]")
    }
}
