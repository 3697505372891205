import Agreement
import Labeling
import Workflow

/// How one person works.
struct SkillCardJSON: Encodable {
    struct FiguresJSON: Encodable {
        let images: Int
        let shapes: Int
        let recall: EstimateJSON
        let precision: EstimateJSON
        let meanIou: EstimateJSON
        let classAccuracy: EstimateJSON

        init(_ figures: AnnotatorFigures) {
            images = figures.images
            shapes = figures.shapes
            recall = EstimateJSON(figures.recall)
            precision = EstimateJSON(figures.precision)
            meanIou = EstimateJSON(figures.meanIoU)
            classAccuracy = EstimateJSON(figures.classAccuracy)
        }
    }

    /// How far answers agree, at IoU 0.5.
    struct AgreementJSON: Encodable {
        let images: Int
        let meanIou: EstimateJSON
        let f1: EstimateJSON
        let classAgreement: EstimateJSON

        init(_ figures: PersonAgreement) {
            images = figures.images
            meanIou = EstimateJSON(figures.meanIoU)
            f1 = EstimateJSON(figures.f1)
            classAgreement = EstimateJSON(figures.classAgreement)
        }
    }

    /// How often objects of one class were given another; without a class of the consensus spurious, without one that
    /// was said missed.
    struct CellJSON: Encodable {
        let labelId: LabelClassID?
        let said: LabelClassID?
        let count: Int
    }

    struct LabelJSON: Encodable {
        let id: LabelClassID
        let name: String
        let color: String
    }

    /// The work of a while.
    struct SpanJSON: Encodable {
        let from: String
        let to: String
        let figures: FiguresJSON
        let secondsPerShape: EstimateJSON
    }

    let id: AccountID
    let name: String
    /// Fewer observations than this say little.
    let few: Int
    let figures: FiguresJSON
    /// The same of images whose answers are known alone.
    let gold: FiguresJSON?
    /// With themselves: first answers against second ones to images that came back to them.
    let own: AgreementJSON
    /// With the others who answered the same images.
    let mutual: AgreementJSON
    let labels: [LabelJSON]
    let confusion: [CellJSON]
    /// Of the left, top, right and bottom edge in pixels; positive is to the right and down.
    let edges: [EstimateJSON]
    /// Their side divided by the object's.
    let looseness: EstimateJSON
    let secondsPerImage: EstimateJSON
    let secondsPerShape: EstimateJSON
    let spans: [SpanJSON]
    /// What the last fit learned of them.
    let skill: FitJSON.AnnotatorJSON?

    init(_ person: PersonCard) {
        let card = person.card
        id = person.account
        name = person.name
        few = AgreementBreakdown.fewObjects
        figures = FiguresJSON(card.figures)
        gold = card.gold.map(FiguresJSON.init)
        own = AgreementJSON(person.own)
        mutual = AgreementJSON(person.mutual)
        let used = Set(card.confusion.flatMap { [$0.labelID, $0.said].compactMap(\.self) })
        labels = used.map { id in
            LabelJSON(
                id: id, name: person.labels[id]?.name ?? id.rawValue,
                color: person.labels[id]?.color ?? "#888888")
        }.sorted { $0.name == $1.name ? $0.id < $1.id : $0.name < $1.name }
        confusion = card.confusion.map { CellJSON(labelId: $0.labelID, said: $0.said, count: $0.count) }
        edges = card.edges.mean.map(EstimateJSON.init)
        looseness = EstimateJSON(card.edges.looseness)
        secondsPerImage = EstimateJSON(card.secondsPerImage)
        secondsPerShape = EstimateJSON(card.secondsPerShape)
        spans = card.spans.map { span in
            SpanJSON(
                from: span.from.rfc3339, to: span.to.rfc3339, figures: FiguresJSON(span.figures),
                secondsPerShape: EstimateJSON(span.secondsPerShape))
        }
        skill = person.skill.map { FitJSON.AnnotatorJSON($0, name: person.name) }
    }
}
