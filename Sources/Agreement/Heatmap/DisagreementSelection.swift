public import Geometry
public import Labeling

/// A part of a data set's disagreement, such as a cell of the frame, to find the images behind it.
public struct DisagreementSelection: Hashable, Sendable {
    /// Which part.
    public enum Part: Hashable, Sendable {
        /// All of it.
        case all
        /// A cell of the frame.
        case cell(column: Int, row: Int)
        /// Objects in a bin of ``Histogram/sides``.
        case size(Int)
        /// Objects on which two votes named these classes.
        case classes(DisagreementTally.ClassPair)
        /// What lies between two people.
        case people(AnnotatorPair)
    }

    /// Which part.
    public let part: Part
    /// Which kind of disagreement; of no matter between people, and for classes.
    public let layer: DisagreementLayer
    /// The class whose objects count; nil for all.
    public let label: LabelClassID?

    /// A selection with all its properties.
    public init(_ part: Part, layer: DisagreementLayer = .total, label: LabelClassID? = nil) {
        self.part = part
        self.layer = layer
        self.label = label
    }

    /// What an image adds to the selected part.
    public struct Share: Hashable, Sendable {
        /// How much: the mean over a cell, the sum of the doubts about objects, how many votes disagree on a class, or 1 −
        /// the agreement of two people.
        public let value: Double
        /// Where on the image to look, in pixels; nil for all of it.
        public let box: Box?
    }

    /// What an image adds; nil if nothing.
    public func share(of summary: DisagreementSummary, size: PixelSize) -> Share? {
        switch part {
        case .all:
            doubted(summary.objects)
        case .cell(let column, let row):
            cell(column, row, of: summary, size: size)
        case .size(let bin):
            doubted(summary.objects.filter { DisagreementTally.bin(ofSide: $0.side) == bin })
        case .classes(let pair):
            named(pair, in: summary.objects)
        case .people(let pair):
            summary.pairs.first { $0.a == pair.a && $0.b == pair.b && $0.disagreement > 0 }
                .map { Share(value: $0.disagreement, box: nil) }
        }
    }

    private func cell(
        _ column: Int, _ row: Int, of summary: DisagreementSummary, size: PixelSize
    ) -> Share? {
        let side = DisagreementSummary.side
        guard let frame = summary.frames.first(where: { $0.labelID == label }),
            let cell = frame.cells.first(where: { $0.place == row * side + column }),
            cell.values[layer.position] > 0
        else { return nil }
        let (width, height) = (Double(size.width) / Double(side), Double(size.height) / Double(side))
        return Share(
            value: Double(cell.values[layer.position]) / DisagreementSummary.steps,
            box: Box(x: Double(column) * width, y: Double(row) * height, width: width, height: height))
    }

    private func doubted(_ objects: [DisagreementSummary.Object]) -> Share? {
        let own = objects.filter { (label == nil || $0.labelID == label) && $0.doubt(layer) > 0 }
        guard let worst = own.max(by: { $0.doubt(layer) < $1.doubt(layer) }) else { return nil }
        return Share(value: own.reduce(0) { $0 + $1.doubt(layer) }, box: worst.bounds)
    }

    private func named(
        _ pair: DisagreementTally.ClassPair, in objects: [DisagreementSummary.Object]
    ) -> Share? {
        let counts = objects.map { object -> Int in
            let first = object.named.count { $0 == pair.first }
            let second = object.named.count { $0 == pair.second }
            return pair.first == pair.second ? first * (first - 1) / 2 : first * second
        }
        guard let most = counts.indices.max(by: { counts[$0] < counts[$1] }), counts[most] > 0 else {
            return nil
        }
        return Share(value: Double(counts.reduce(0, +)), box: objects[most].bounds)
    }
}

extension DisagreementSummary.Object {
    fileprivate var bounds: Box {
        Box(x: Double(box[0]), y: Double(box[1]), width: Double(box[2]), height: Double(box[3]))
    }
}
