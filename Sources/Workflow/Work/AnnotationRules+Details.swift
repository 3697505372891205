import Geometry
import Labeling

extension AnnotationRules {
    /// How far an extreme point may be from its edge, for coordinates are rounded on the way through files.
    private static let pointTolerancePixels = 0.02
    /// Code points of an answer that is a text.
    static let longestAnswer = 1_000
    /// Code points of the name of a method or a source.
    private static let longestName = 100

    /// Refuses details that cannot be: answers to questions the class never asked, points off the box, figures below 0.
    func check(
        _ details: AnnotationDetails, of annotation: Annotation, label: LabelClass, path: String
    ) throws(BoxwoodError) {
        for (id, value) in details.attributes.sorted(by: { $0.key < $1.key }) {
            let field = path + ".attributes.\(id)"
            guard let attribute = label.attributes.first(where: { $0.id == id }) else {
                throw .invalid(field, "The class \(label.name) has no such attribute.")
            }
            try Self.check(value, for: attribute, field: field)
        }
        try check(details.extremePoints, of: annotation.shape, field: path + ".extremePoints")
        if let origin = details.origin {
            _ = try TextRules.name(origin.source, field: path + ".origin.source", maximum: Self.longestName)
        }
        if let effort = details.effort {
            _ = try TextRules.name(effort.method, field: path + ".effort.method", maximum: Self.longestName)
            let figures = [
                effort.presses, effort.keys, effort.adjustments, Int(clamping: effort.activeMilliseconds),
            ]
            guard figures.allSatisfy({ $0 >= 0 }) else {
                throw .invalid(path + ".effort", "The figures of an effort are not negative.")
            }
        }
    }

    /// Refuses what may be in a draft and not in an answer: open questions, suggestions nobody decided about.
    func checkIsFinished(_ annotation: Annotation, path: String) throws(BoxwoodError) {
        if annotation.details.origin?.state == .suggested {
            throw .invalid(path + ".origin.state", "A suggestion was neither accepted nor taken away.")
        }
        for attribute in labels[annotation.labelID]?.attributes ?? [] where !attribute.isRetired {
            let field = path + ".attributes.\(attribute.id)"
            switch annotation.details.attributes[attribute.id] {
            case nil, .text(""):
                guard !attribute.isRequired else {
                    throw .invalid(field, "The attribute \(attribute.name) needs an answer.")
                }
            case .number(let number):
                if let minimum = attribute.minimum, number < minimum {
                    throw .invalid(field, "The attribute \(attribute.name) is at least \(minimum).")
                }
                if let maximum = attribute.maximum, number > maximum {
                    throw .invalid(field, "The attribute \(attribute.name) is at most \(maximum).")
                }
            case .text, .flag: break
            }
        }
    }

    /// Refuses an answer of another kind, and one that the question never offered.
    static func check(
        _ value: AttributeValue, for attribute: LabelAttribute, field: String
    ) throws(BoxwoodError) {
        switch (attribute.kind, value) {
        case (.choice, .text(let option)):
            guard attribute.options.contains(option) || attribute.retiredOptions.contains(option) else {
                throw .invalid(field, "\(option) is no option of the attribute \(attribute.name).")
            }
        case (.text, .text(let text)):
            _ = try TextRules.text(text, field: field, maximum: longestAnswer)
        case (.number, .number(let number)):
            guard number.isFinite else { throw .invalid(field, "This is not a finite number.") }
        case (.yesno, .flag): break
        default:
            throw .invalid(field, "The attribute \(attribute.name) takes \(attribute.kind.wanted).")
        }
    }

    private func check(_ points: [ImagePoint], of shape: Shape, field: String) throws(BoxwoodError) {
        guard Self.extremePoints(points, fit: shape) else {
            throw .invalid(field, "A box has four extreme points on its edges: top, left, bottom, right.")
        }
    }

    /// Whether points are none, or a box's four on its edges: top, left, bottom, right.
    static func extremePoints(_ points: [ImagePoint], fit shape: Shape) -> Bool {
        if points.isEmpty { return true }
        guard case .box(let box) = shape, points.count == 4 else { return false }
        let reach = pointTolerancePixels
        let isInside = points.allSatisfy { point in
            point.x >= box.x - reach && point.x <= box.maxX + reach && point.y >= box.y - reach
                && point.y <= box.maxY + reach
        }
        let gaps = [
            points[0].y - box.y, points[1].x - box.x, points[2].y - box.maxY, points[3].x - box.maxX,
        ]
        return isInside && gaps.allSatisfy { abs($0) <= reach }
    }
}

extension LabelAttribute.Kind {
    /// What an answer must be, in words.
    fileprivate var wanted: String {
        switch self {
        case .choice: "one of its options"
        case .number: "a number"
        case .text: "a text"
        case .yesno: "true or false"
        }
    }
}
