import Agreement
import Geometry
import Imaging

/// The heatmap of an image as numbers, row by row from the top.
struct HeatmapJSON: Encodable {
    let cell: Double
    let columns: Int
    let rows: Int
    let index: Double
    let layers: Layers

    struct Layers: Encodable {
        let total: [Double]
        let presence: [Double]
        let boundary: [Double]
        let `class`: [Double]
    }

    init(_ map: DisagreementMap) {
        cell = Double(map.cell)
        columns = map.total.columns
        rows = map.total.rows
        index = map.index
        layers = Layers(
            total: map.total.values, presence: map.presence.values, boundary: map.boundary.values,
            class: map.class.values)
    }
}

/// The heatmap of a project in relative coordinates as numbers.
struct ProjectHeatmapJSON: Encodable {
    let columns: Int
    let rows: Int
    let values: [Double]
    let images: Int
    let maximum: Double
}

/// The colours that stand for 0…1.
struct LegendJSON: Encodable {
    let stops: [Stop]

    struct Stop: Encodable {
        let value: Double
        let color: String
    }

    init(_ map: ColorMap, steps: Int = 11) {
        stops = (0..<steps).map { step in
            let value = Double(step) / Double(steps - 1)
            return Stop(value: value, color: map.color(at: value).hex)
        }
    }
}
