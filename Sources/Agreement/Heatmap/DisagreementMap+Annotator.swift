import Geometry
public import Labeling

extension DisagreementMap {
    /// Where one person differs from the others who answered the image.
    ///
    /// For an object, with the others taken as they are:
    /// - presence: the share of the others who did not draw it where the person did, or who did where the person did not,
    ///   times the share of the cell that the merged shape covers;
    /// - boundary: how far the person's cover of the cell is from the mean cover of the others who drew it;
    /// - class: the share of the others who drew it under another class, times the share covered.
    ///
    /// Each layer is the largest value over all objects; total as in the map of all. O(objects · votes · cells of the object).
    ///
    /// - Returns: zeros where the person did not answer the image, or nobody else did.
    public init(of annotator: AccountID, answers: ImageAnswers, consensus: ImageConsensus) {
        let objects = DisagreementMap.drawn(answers, consensus)
        let frame = DisagreementLayers(answers: answers, objects: objects, classes: nil)
        var layers = AnnotatorLayers(columns: frame.columns, rows: frame.rows)
        let others = answers.annotators.count { $0 != annotator }
        if others > 0, answers.annotators.contains(annotator) {
            for object in objects {
                let window = CellWindow(
                    around: object.shapes.map(\.bounds) + [object.shape.bounds], cell: frame.cell,
                    columns: frame.columns, rows: frame.rows)
                layers.raise(object, by: annotator, others: Double(others), in: window)
            }
        }
        self.init(
            annotators: answers.annotators.count, cell: frame.cell, presence: layers.presence,
            boundary: layers.boundary, class: layers.class, touched: layers.touched)
    }

    private init(
        annotators: Int, cell: Int, presence: DensityGrid, boundary: DensityGrid, class: DensityGrid,
        touched: [Bool]
    ) {
        var total = presence
        for place in total.values.indices {
            total.values[place] =
                1 - (1 - presence.values[place]) * (1 - boundary.values[place]) * (1 - `class`.values[place])
        }
        let marked = touched.indices.filter { touched[$0] }
        let sum = marked.reduce(0.0) { $0 + total.values[$1] }
        self.init(
            annotators: annotators, cell: cell, presence: presence, boundary: boundary, class: `class`,
            total: total, index: marked.isEmpty ? 0 : sum / Double(marked.count))
    }
}

/// The layers of the map of one person while objects raise them.
private struct AnnotatorLayers {
    var presence: DensityGrid
    var boundary: DensityGrid
    var `class`: DensityGrid
    /// Cells that anybody's shape touches.
    var touched: [Bool]

    init(columns: Int, rows: Int) {
        presence = DensityGrid(columns: columns, rows: rows)
        (boundary, `class`) = (presence, presence)
        touched = Array(repeating: false, count: columns * rows)
    }

    mutating func raise(
        _ object: DisagreementMap.Drawn, by annotator: AccountID, others: Double, in window: CellWindow
    ) {
        let own = object.votes.firstIndex { $0.annotator == annotator }
        let rest = object.votes.indices.filter { $0 != own }
        let drew = Double(rest.count)
        let missing = own == nil ? drew / others : (others - drew) / others
        let renamed = own.map { own in
            Double(rest.count { object.votes[$0].labelID != object.votes[own].labelID }) / max(drew, 1)
        }
        let merged = window.coverage(of: object.shape)
        let covers = object.shapes.map { window.coverage(of: $0) }
        for place in merged.indices {
            let column = window.firstColumn + place % window.columns
            let row = window.firstRow + place / window.columns
            if covers.contains(where: { $0[place] > 0 }) { touched[row * presence.columns + column] = true }
            presence[column, row] = max(presence[column, row], missing * merged[place])
            if let renamed { `class`[column, row] = max(`class`[column, row], renamed * merged[place]) }
            if let own, !rest.isEmpty {
                let mean = rest.reduce(0) { $0 + covers[$1][place] } / drew
                boundary[column, row] = max(boundary[column, row], abs(covers[own][place] - mean))
            }
        }
    }
}
