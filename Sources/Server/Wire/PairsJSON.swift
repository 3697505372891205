import Agreement
import Labeling
import Workflow

/// Every two people of a project.
struct PairsJSON: Encodable {
    struct PersonJSON: Encodable {
        let id: AccountID
        let name: String
    }

    struct PairJSON: Encodable {
        let a: AccountID
        let b: AccountID
        let images: Int
        let agreement: EstimateJSON
        let meanIou: EstimateJSON
        let f1: EstimateJSON
        let kappa: EstimateJSON

        init(_ pair: PairFigures) {
            (a, b, images) = (pair.a, pair.b, pair.images)
            agreement = EstimateJSON(pair.agreement)
            meanIou = EstimateJSON(pair.meanIoU)
            f1 = EstimateJSON(pair.f1)
            kappa = EstimateJSON(pair.kappa)
        }
    }

    /// Shapes were paired from this IoU on.
    let iouThreshold: Double
    /// Fewer images or shapes than this say little.
    let few: Int
    let people: [PersonJSON]
    let pairs: [PairJSON]
    /// People and themselves: first answers against second ones to images that came back to them.
    let own: [PairJSON]

    init(_ project: ProjectPairs) {
        iouThreshold = project.iouThreshold
        few = AgreementBreakdown.fewObjects
        people = project.people.map { PersonJSON(id: $0, name: project.names[$0] ?? $0.rawValue) }
        pairs = project.pairs.map(PairJSON.init)
        own = project.own.map(PairJSON.init)
    }
}

/// Alpha by class and size.
struct BreakdownJSON: Encodable {
    struct RowJSON: Encodable {
        let objects: Int
        let images: Int
        let examples: [ImageID]
        let classAlpha: EstimateJSON
        let placeAlpha: EstimateJSON
        let meanIou: EstimateJSON

        init(_ row: AgreementBreakdown.Row) {
            objects = row.objects
            images = row.images
            examples = row.examples
            classAlpha = EstimateJSON(row.classAlpha)
            placeAlpha = EstimateJSON(row.placeAlpha)
            meanIou = EstimateJSON(row.meanIoU)
        }
    }

    struct LabelJSON: Encodable {
        let labelId: LabelClassID
        let label: String
        let color: String
        let figures: RowJSON
    }

    struct SizeJSON: Encodable {
        let size: SizeClass
        let figures: RowJSON
    }

    /// Fewer objects than this say little.
    let few: Int
    let all: RowJSON
    let labels: [LabelJSON]
    let sizes: [SizeJSON]

    init(_ project: ProjectBreakdown) {
        few = AgreementBreakdown.fewObjects
        all = RowJSON(project.breakdown.all)
        labels = project.breakdown.labels.map { row in
            let label = project.labels[row.labelID]
            return LabelJSON(
                labelId: row.labelID, label: label?.name ?? row.labelID.rawValue,
                color: label?.color ?? "#888888", figures: RowJSON(row.figures))
        }
        sizes = project.breakdown.sizes.map { SizeJSON(size: $0.size, figures: RowJSON($0.figures)) }
    }
}
