import Agreement
import Geometry
import Imaging
import Labeling
import Workflow

/// Where in the frame, at which sizes, in which classes and between whom a project's answers differ.
struct DisagreementJSON: Encodable {
    /// Images that at least two people answered.
    let images: Int
    /// Images whose part is still being worked out.
    let pending: Int
    let layer: String
    let frame: FrameJSON
    let legend: LegendJSON
    /// Where the bins of `sizes` end: the sides of squares of the same area, in pixels.
    let sideEdges: [Double]
    let labels: [LabelJSON]
    let sizes: [SizeJSON]
    let confusion: [ConfusionJSON]
    let people: [PersonJSON]
    let pairs: [PairJSON]

    /// The mean of the layer in relative coordinates, row by row from the top, and where it is at least half its largest value.
    struct FrameJSON: Encodable {
        let columns: Int
        let rows: Int
        let values: [Double]
        let maximum: Double
        let hotspots: [HotspotJSON]
    }

    /// A part of the frame: its cells from first to last, and the one with the largest value.
    struct HotspotJSON: Encodable {
        let column: Int
        let row: Int
        let columns: [Int]
        let rows: [Int]
        let cells: Int
        let peak: Double
        let mean: Double
    }

    struct LabelJSON: Encodable {
        let labelId: LabelClassID
        let label: String
        let color: String
    }

    /// Objects of a class in a bin of sizes, with the mean doubts about them.
    struct SizeJSON: Encodable {
        let labelId: LabelClassID
        let bin: Int
        let objects: Int
        let total: Double
        let presence: Double
        let boundary: Double
        let `class`: Double
    }

    /// How many pairs of votes on one object named these classes.
    struct ConfusionJSON: Encodable {
        let first: LabelClassID
        let second: LabelClassID
        let votes: Int
    }

    struct PersonJSON: Encodable {
        let id: AccountID
        let name: String
    }

    struct PairJSON: Encodable {
        let a: AccountID
        let b: AccountID
        let images: Int
        let disagreement: Double
        let matched: Int
        let alone: Int
        let renamed: Int
    }

    /// Hotspots of the frame, at most.
    private static let hotspots = 20

    init(_ project: ProjectDisagreement, layer: DisagreementLayer, label: LabelClassID?) {
        let tally = project.tally
        let grid = tally.grid(of: layer, label: label)
        images = tally.images
        pending = project.pending
        self.layer = layer.rawValue
        frame = FrameJSON(
            columns: grid.columns, rows: grid.rows, values: grid.values, maximum: grid.maximum,
            hotspots: grid.hotspots(from: grid.maximum / 2).prefix(Self.hotspots).map(HotspotJSON.init))
        legend = LegendJSON(.blueYellow, maximum: grid.maximum)
        sideEdges = Histogram.sides.edges
        let named = Set(tally.labels + tally.classes.keys.flatMap { [$0.first, $0.second] })
        labels = named.sorted { Self.place($0, project) < Self.place($1, project) }.map { id in
            LabelJSON(
                labelId: id, label: project.labels[id]?.name ?? id.rawValue,
                color: project.labels[id]?.color ?? "#888888")
        }
        sizes = tally.sizes.sorted { ($0.key.bin, $0.key.labelID) < ($1.key.bin, $1.key.labelID) }
            .map { key, objects in
                SizeJSON(
                    labelId: key.labelID, bin: key.bin, objects: objects.count,
                    total: objects.mean(.total), presence: objects.mean(.presence),
                    boundary: objects.mean(.boundary), class: objects.mean(.class))
            }
        confusion = tally.classes.sorted {
            ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second)
        }
        .map { ConfusionJSON(first: $0.key.first, second: $0.key.second, votes: $0.value) }
        people = project.names.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .map { PersonJSON(id: $0.key, name: $0.value) }
        pairs = tally.people.sorted { ($0.key.a, $0.key.b) < ($1.key.a, $1.key.b) }.map { key, pair in
            PairJSON(
                a: key.a, b: key.b, images: pair.images, disagreement: pair.disagreement,
                matched: pair.matched, alone: pair.alone, renamed: pair.renamed)
        }
    }

    /// Classes stand in their project's order, unknown ones last.
    private static func place(_ id: LabelClassID, _ project: ProjectDisagreement) -> (Int, LabelClassID) {
        (project.labels[id]?.position ?? .max, id)
    }
}

extension DisagreementJSON.HotspotJSON {
    init(_ hotspot: Hotspot) {
        let columns = hotspot.cells.map(\.column)
        let rows = hotspot.cells.map(\.row)
        self.init(
            column: hotspot.top.column, row: hotspot.top.row,
            columns: [columns.min() ?? 0, columns.max() ?? 0], rows: [rows.min() ?? 0, rows.max() ?? 0],
            cells: hotspot.cells.count, peak: hotspot.peak, mean: hotspot.mean)
    }
}

/// Images behind a part of a project's disagreement.
struct DisagreementImagesJSON: Encodable {
    let total: Int
    let items: [Item]
    let next: String?

    struct Item: Encodable {
        let id: ImageID
        let name: String
        let width: Int
        let height: Int
        let value: Double
        /// Where to look; left out where all of the image counts.
        let box: Box?
    }

    init(_ page: Page<RankedImage>, total: Int) {
        self.total = total
        items = page.items.map { image in
            Item(
                id: image.id, name: image.name, width: image.size.width, height: image.size.height,
                value: image.share.value, box: image.share.box)
        }
        next = page.next
    }
}
