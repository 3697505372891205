import Geometry
import Labeling

/// The objects of one image on the grid of its ``DisagreementMap``, ready to be worked through row by row.
///
/// A row at a time takes little memory, and each object only the rows and columns it can touch.
struct DisagreementLayers {
    /// Cells along the longer side of an image, at most.
    static let cellsAlong = 96.0

    let cell: Int
    let columns: Int
    let rows: Int
    private var objects: [DrawnCells] = []

    /// The objects of an image, those that anybody drew.
    init(
        answers: ImageAnswers, objects drawings: [DisagreementMap.Drawn], classes: Int?,
        weighting: DisagreementWeighting = .votes
    ) {
        let canvas = DisagreementLayers.canvas(answers, drawings)
        let (width, height) = (canvas.maxX, canvas.maxY)
        let side = max(1, (max(width, height) / DisagreementLayers.cellsAlong).rounded(.up))
        cell = Int(min(side, 1e15))
        columns = Int((width / Double(cell)).rounded(.up))
        rows = Int((height / Double(cell)).rounded(.up))
        let annotators = answers.annotators.count
        guard annotators > 0 else { return }
        objects.reserveCapacity(drawings.count)
        for drawing in drawings where !drawing.shapes.isEmpty {
            let share = Double(drawing.shapes.count) / Double(annotators)
            objects.append(
                DrawnCells(
                    drawing, share: share, weighting: weighting, cell: cell, columns: columns, rows: rows
                ) { classes ?? DisagreementLayers.distinct(answers.votes) })
        }
    }

    /// The image, or where its shapes end if its size is not known.
    private static func canvas(_ answers: ImageAnswers, _ objects: [DisagreementMap.Drawn]) -> Box {
        guard answers.size.pixelCount == 0 else { return answers.size.bounds }
        // Beyond a million million pixels there is nothing to be seen.
        let limit = PixelSize(width: 1_000_000_000_000, height: 1_000_000_000_000)
        return objects.reduce(Box(x: 0, y: 0, width: 1, height: 1)) { extent, drawn in
            drawn.shapes.reduce(extent) { $0.union($1.bounds.clamped(to: limit)) }
        }
    }

    /// Visits every row from the top, with all objects in it.
    mutating func visitRows(_ body: (_ row: Int, _ layers: DisagreementRow) -> Void) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: DisagreementRow.width * columns) { memory in
            memory.initialize(repeating: 0)
            let layers = DisagreementRow(memory)
            objects.withUnsafeMutableBufferPointer { objects in
                for row in 0..<rows {
                    layers.clear()
                    for index in objects.indices where objects[index].touches(row: row) {
                        objects[index].raise(layers, row: row)
                    }
                    body(row, layers)
                }
            }
        }
    }

    private static func distinct(_ votes: [Vote]) -> Int {
        var seen: [LabelClassID] = []
        for vote in votes where !seen.contains(vote.annotation.labelID) {
            seen.append(vote.annotation.labelID)
        }
        return seen.count
    }
}
