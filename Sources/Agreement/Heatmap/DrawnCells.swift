import Foundation
import Geometry
import Labeling

/// One object on the grid of a ``DisagreementMap``: the cells it can touch and what its votes cover of them.
///
/// The cover of a box is kept as its shares in x and in y, that of a polygon cell by cell.
struct DrawnCells {
    let window: CellWindow
    /// How many people drew it.
    let drawers: Int
    /// Doubt about its presence, 0…1.
    let doubt: Double
    /// Doubt about its class, 0…1.
    let classDoubt: Double
    /// How much doubt about its edge counts, 0…1.
    private let edgeWeight: Double
    private let merged: Cover
    private var drawn: [Cover] = []
    /// The band of its outline, where polygons have one.
    private let band: [Double]
    private var values: [Double] = []
    /// The last mean cover of each column and its entropy; edges run straight, so most cells repeat it.
    private var known: [(sum: Double, entropy: Double)]

    private struct Cover {
        let start: Int
        let isBox: Bool
    }

    /// - Parameters:
    ///   - object: drawn by at least one.
    ///   - share: of the people who drew it.
    ///   - weighting: where the probabilities come from.
    ///   - classes: how many classes there are to choose from.
    init(
        _ object: DisagreementMap.Drawn, share: Double, weighting: DisagreementWeighting, cell: Int,
        columns: Int, rows: Int, classes: () -> Int
    ) {
        let shape = object.shape
        window = CellWindow(
            around: object.shapes.map(\.bounds) + [shape.bounds], cell: cell, columns: columns, rows: rows)
        drawers = object.shapes.count
        switch weighting {
        case .votes:
            doubt = DrawnCells.binaryEntropy(share)
            classDoubt = DrawnCells.classDoubt(object.votes, classes: classes)
            edgeWeight = 1
        case .probability:
            doubt = DrawnCells.binaryEntropy(object.existence)
            classDoubt =
                object.existence * DrawnCells.classDoubt(object.posterior, votes: drawers, classes: classes)
            edgeWeight = object.existence
        }
        known = Array(repeating: (0, 0), count: window.columns)
        band = OutlineBand(of: object.shapes, in: window).shares
        values.reserveCapacity((drawers + 1) * (window.columns + window.rows))
        drawn.reserveCapacity(drawers)
        merged = DrawnCells.append(shape, in: window, to: &values)
        for drawing in object.shapes { drawn.append(DrawnCells.append(drawing, in: window, to: &values)) }
    }

    private static func append(_ shape: Shape, in window: CellWindow, to values: inout [Double]) -> Cover {
        let start = values.count
        switch shape {
        case .box(let box):
            window.appendShares(of: box, to: &values)
            return Cover(start: start, isBox: true)
        case .polygon(let polygon):
            window.appendCoverage(of: polygon, to: &values)
            return Cover(start: start, isBox: false)
        }
    }

    /// Whether a row of the grid is one of those it can touch.
    func touches(row: Int) -> Bool { row >= window.firstRow && row - window.firstRow < window.rows }

    /// Raises the layers of one row of the grid, which it can touch, to what this object says about it.
    mutating func raise(_ layers: DisagreementRow, row: Int) {
        let own = row - window.firstRow
        let (first, count) = (window.firstColumn, window.columns)
        let people = Double(drawers)
        values.withUnsafeBufferPointer { values in
            for column in 0..<count { (layers.sums[column], layers.edges[column]) = (0, 0) }
            for cover in drawn {
                add(cover, own, values, to: layers.sums, edges: drawers > 1 ? layers.edges : nil)
            }
        }
        known.withUnsafeMutableBufferPointer { known in
            for column in 0..<count where layers.sums[column] > 0 {
                layers.touch(first + column)
                // Where everybody is sure, or only one drew it, the boundary is in no doubt.
                if drawers > 1, layers.sums[column] < people {
                    let entropy = DrawnCells.entropy(layers.sums[column], column, of: people, &known)
                    // What the cell holds of each shape's own edge is no disagreement.
                    layers.raiseBoundary(
                        first + column, to: edgeWeight * max(0, entropy - layers.edges[column] / people))
                }
            }
        }
        if !band.isEmpty {
            for column in 0..<count {
                layers.raiseBoundary(first + column, to: edgeWeight * band[own * count + column])
            }
        }
        guard doubt > 0 || classDoubt > 0 else { return }
        values.withUnsafeBufferPointer { values in
            for column in 0..<count { layers.sums[column] = 0 }
            add(merged, own, values, to: layers.sums)
            for column in 0..<count {
                layers.raisePresence(first + column, to: doubt * layers.sums[column])
                layers.raiseClass(first + column, to: classDoubt * layers.sums[column])
            }
        }
    }

    /// Adds what a cover has of a row, and to `edges` the entropies of it.
    private func add(
        _ cover: Cover, _ row: Int, _ values: UnsafeBufferPointer<Double>,
        to sums: UnsafeMutableBufferPointer<Double>, edges: UnsafeMutableBufferPointer<Double>? = nil
    ) {
        let down = cover.isBox ? values[cover.start + window.columns + row] : 1
        guard down > 0 else { return }
        let start = cover.isBox ? cover.start : cover.start + row * window.columns
        // Along an edge neighbours have the same cover.
        var last = (share: 0.0, entropy: 0.0)
        for column in 0..<window.columns {
            let share = down * values[start + column]
            sums[column] += share
            guard let edges, share > 0, share < 1 else { continue }
            if share != last.share { last = (share, DrawnCells.binaryEntropy(share)) }
            edges[column] += last.entropy
        }
    }

    /// Entropy of the mean cover of a cell, looked up where the cell above or to the left has the same.
    private static func entropy(
        _ sum: Double, _ column: Int, of people: Double,
        _ known: inout UnsafeMutableBufferPointer<(sum: Double, entropy: Double)>
    ) -> Double {
        if known[column].sum == sum { return known[column].entropy }
        if column > 0, known[column - 1].sum == sum {
            known[column] = known[column - 1]
        } else {
            known[column] = (sum, binaryEntropy(sum / people))
        }
        return known[column].entropy
    }

    /// Entropy in bits of a coin that shows heads with this probability.
    static func binaryEntropy(_ share: Double) -> Double {
        guard share > 0, share < 1 else { return 0 }
        return -(share * log2(share) + (1 - share) * log2(1 - share))
    }

    /// Entropy of a class posterior over the largest that so many votes could have.
    private static func classDoubt(_ posterior: [ClassShare], votes: Int, classes: () -> Int) -> Double {
        let entropy = posterior.reduce(0) { sum, share in
            share.probability > 0 ? sum - share.probability * log(share.probability) : sum
        }
        return entropy > 0 ? min(1, entropy / log(Double(min(max(votes, 2), max(2, classes()))))) : 0
    }

    /// Entropy of the class votes over the largest it could be; 0 with fewer than two.
    static func classDoubt(_ votes: [VoteShare], classes: () -> Int) -> Double {
        guard let first = votes.first?.labelID, votes.contains(where: { $0.labelID != first }) else {
            return 0
        }
        var counts: [Int] = []
        var previous: LabelClassID?
        for label in votes.map(\.labelID).sorted() {
            if label == previous { counts[counts.count - 1] += 1 } else { counts.append(1) }
            previous = label
        }
        let total = Double(votes.count)
        let entropy = counts.reduce(0) { sum, count in
            sum - Double(count) / total * log(Double(count) / total)
        }
        return entropy / log(Double(min(votes.count, max(2, classes()))))
    }
}
