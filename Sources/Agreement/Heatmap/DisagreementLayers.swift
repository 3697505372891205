import Foundation
import Geometry
import Labeling

/// The layers of a ``DisagreementMap`` while objects are added to them.
struct DisagreementLayers {
    /// Cells along the longer side of an image, at most.
    static let cellsAlong = 96.0

    let cell: Int
    private(set) var presence: DensityGrid
    private(set) var boundary: DensityGrid
    private(set) var `class`: DensityGrid
    private var isTouched: [Bool]
    /// Cells that hold anything but 0 somewhere.
    private var touched: [Int] = []

    /// Empty layers for an image with these sides in pixels.
    init(width: Double, height: Double) {
        let side = max(1, (max(width, height) / DisagreementLayers.cellsAlong).rounded(.up))
        cell = Int(min(side, 1e15))
        let columns = Int((width / Double(cell)).rounded(.up))
        let rows = Int((height / Double(cell)).rounded(.up))
        presence = DensityGrid(columns: columns, rows: rows)
        boundary = presence
        `class` = presence
        isTouched = Array(repeating: false, count: columns * rows)
    }

    /// Raises the layers where one object was drawn.
    mutating func add(_ drawn: DisagreementMap.Drawn, annotators: Int, classes: Int) {
        let count = drawn.shapes.count
        guard count > 0, annotators > 0 else { return }
        let window = CellWindow(
            around: drawn.shapes.map(\.bounds) + [drawn.object.shape.bounds], cell: cell,
            columns: presence.columns, rows: presence.rows)
        let merged = window.coverage(of: drawn.object.shape)
        let covers = drawn.shapes.map(window.coverage)
        let doubt = DisagreementLayers.binaryEntropy(Double(count) / Double(annotators))
        let classDoubt = count < 2 ? 0 : DisagreementLayers.classDoubt(drawn.object.votes, classes: classes)
        for index in merged.indices {
            var sum = 0.0
            for cover in covers { sum += cover[index] }
            let target = window.gridIndex(index)
            if sum > 0, !isTouched[target] {
                isTouched[target] = true
                touched.append(target)
            }
            raise(&presence, target, to: doubt * merged[index])
            guard count > 1 else { continue }
            if sum > 0 {
                raise(&boundary, target, to: DisagreementLayers.binaryEntropy(sum / Double(count)))
            }
            raise(&self.class, target, to: classDoubt * merged[index])
        }
    }

    /// All layers in one, and its mean over the cells that anybody's shape touches.
    func total() -> (DensityGrid, Double) {
        var total = DensityGrid(columns: presence.columns, rows: presence.rows)
        for index in total.values.indices {
            let agreed =
                (1 - presence.values[index]) * (1 - boundary.values[index]) * (1 - self.class.values[index])
            total.values[index] = 1 - agreed
        }
        let sum = touched.sorted().reduce(0) { $0 + total.values[$1] }
        return (total, touched.isEmpty ? 0 : sum / Double(touched.count))
    }

    private func raise(_ layer: inout DensityGrid, _ index: Int, to value: Double) {
        if value > layer.values[index] { layer.values[index] = value }
    }

    /// Entropy in bits of a coin that shows heads with this probability.
    private static func binaryEntropy(_ share: Double) -> Double {
        guard share > 0, share < 1 else { return 0 }
        return -(share * log2(share) + (1 - share) * log2(1 - share))
    }

    /// Entropy of the class votes over the largest it could be.
    private static func classDoubt(_ votes: [VoteShare], classes: Int) -> Double {
        var counts: [Int] = []
        var previous: LabelClassID?
        for label in votes.map(\.labelID).sorted() {
            if label == previous { counts[counts.count - 1] += 1 } else { counts.append(1) }
            previous = label
        }
        guard counts.count > 1 else { return 0 }
        let total = Double(votes.count)
        let entropy = counts.reduce(0) { sum, count in
            sum - Double(count) / total * log(Double(count) / total)
        }
        return entropy / log(Double(min(votes.count, max(2, classes))))
    }
}
