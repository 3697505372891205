import Agreement
import Geometry
import Imaging
import Labeling
import Workflow

/// The heatmap of an image as numbers, row by row from the top.
struct HeatmapJSON: Encodable {
    /// The side of a cell of `layers` in pixels.
    let cell: Double
    let columns: Int
    let rows: Int
    let index: Double
    let layers: Layers
    /// Half the width of the bands in which the edges of the consensus lie with 95 %.
    let bands: [BandJSON]
    /// Where the layer that was asked for reaches the threshold.
    let hotspots: [HotspotJSON]
    let legend: LegendJSON

    struct Layers: Encodable {
        let total: [Double]
        let presence: [Double]
        let boundary: [Double]
        let `class`: [Double]
    }

    /// Left, top, right and bottom, in pixels.
    struct BandJSON: Encodable {
        let objectId: String
        let labelId: LabelClassID
        let halfWidths: [Double]
    }

    struct HotspotJSON: Encodable {
        let box: Box
        let peak: Double
        let mean: Double
        let cells: Int
        let kind: String
        let labelId: LabelClassID?
        let objects: [String]
    }

    init(_ heatmap: ImageHeatmap) {
        let map = heatmap.map
        cell = Double(map.cell)
        columns = map.total.columns
        rows = map.total.rows
        index = map.index
        layers = Layers(
            total: map.total.values, presence: map.presence.values, boundary: map.boundary.values,
            class: map.class.values)
        bands = heatmap.bands.map {
            BandJSON(objectId: $0.objectID, labelId: $0.labelID, halfWidths: $0.halfWidths)
        }
        hotspots = heatmap.hotspots.map { place in
            HotspotJSON(
                box: place.box, peak: place.hotspot.peak, mean: place.hotspot.mean,
                cells: place.hotspot.cells.count, kind: place.kind.rawValue, labelId: place.labelID,
                objects: place.objects)
        }
        legend = LegendJSON(.blueYellow)
    }
}

/// The heatmap of a project in relative coordinates as numbers.
struct ProjectHeatmapJSON: Encodable {
    let columns: Int
    let rows: Int
    let values: [Double]
    let images: Int
    let maximum: Double

    init(_ grid: DensityGrid, images: Int) {
        columns = grid.columns
        rows = grid.rows
        values = grid.values
        self.images = images
        maximum = grid.maximum
    }
}

/// The colours that stand for 0…1, or for values up to another maximum.
struct LegendJSON: Encodable {
    let stops: [Stop]

    struct Stop: Encodable {
        let value: Double
        let color: String
    }

    init(_ map: ColorMap, maximum: Double = 1, steps: Int = 11) {
        stops = (0..<steps).map { step in
            let share = Double(step) / Double(steps - 1)
            return Stop(value: share * maximum, color: map.color(at: share).hex)
        }
    }
}
