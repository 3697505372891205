import Agreement
import Labeling
import Workflow

/// What the last fit of a project's consensus learned about its people.
struct FitJSON: Encodable {
    let method: String
    let learns: Bool
    /// Whether answers, gold or settings have changed since the fit.
    let stale: Bool
    let fit: LastJSON?
    /// Errors found divided by errors expected, where the truth is known; null where none are expected.
    let calibration: EstimateJSON?
    let annotators: [AnnotatorJSON]

    struct LastJSON: Encodable {
        let id: String
        let method: String
        let images: Int
        let answers: Int
        let computedAt: String
    }

    /// A figure with its 95 % interval and what it was counted on.
    struct FigureJSON: Encodable {
        let value: Double
        let low: Double
        let high: Double
        let n: Double

        init(_ value: Double, _ range: SkillRange) {
            self.value = value
            low = range.low
            high = range.high
            n = range.count
        }
    }

    /// How somebody places edges at objects of one size, in pixels.
    struct PlaceJSON: Encodable {
        let side: Double
        let deviation: FigureJSON
        /// Of the left, top, right and bottom edge; positive is to the right and down.
        let bias: [FigureJSON]

        init(_ place: PlaceSkill) {
            side = place.side
            deviation = FigureJSON(place.deviation.value, place.deviation.range)
            bias = place.bias.map { FigureJSON($0.value, $0.range) }
        }
    }

    struct AnnotatorJSON: Encodable {
        let id: AccountID
        let name: String
        let miss: FigureJSON
        let falseMark: FigureJSON
        let classAccuracy: FigureJSON
        let place: [PlaceJSON]

        init(_ skill: AnnotatorSkill, name: String) {
            id = skill.annotator
            self.name = name
            miss = FigureJSON(skill.miss, skill.missRange)
            falseMark = FigureJSON(skill.falseMark, skill.falseMarkRange)
            classAccuracy = FigureJSON(skill.classAccuracy, skill.classAccuracyRange)
            place = FitJSON.sides.map { PlaceJSON(skill.place(at: $0)) }
        }
    }

    /// The sides, in pixels, at which places are stated.
    private static let sides = [32.0, 100, 320]

    init(_ project: ProjectFit) {
        method = project.settings.method
        learns = project.learns
        stale = project.isStale
        calibration = (project.calibration?.factor).map(EstimateJSON.init)
        fit = project.record.map { record in
            LastJSON(
                id: record.digest, method: record.settings.method, images: record.images,
                answers: record.answers, computedAt: record.computedAt.rfc3339)
        }
        annotators = (project.model?.annotators ?? []).map { skill in
            AnnotatorJSON(skill, name: project.names[skill.annotator] ?? skill.annotator.rawValue)
        }
    }
}

/// What a fit of a project's consensus found.
struct SettledJSON: Encodable {
    let images: Int
    let objects: Int
    let conflicts: Int
    /// The name of the fit; null where the method learns nothing.
    let fit: String?

    init(_ settled: SettledProject) {
        images = settled.images
        objects = settled.objects
        conflicts = settled.conflicts
        fit = settled.fit
    }
}
