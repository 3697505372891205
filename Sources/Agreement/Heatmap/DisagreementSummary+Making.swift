import Geometry
import Labeling

extension DisagreementSummary {
    /// The summary of an image.
    ///
    /// O(classes of its objects · cost of its ``DisagreementMap``).
    public init(answers: ImageAnswers, consensus: ImageConsensus) {
        guard answers.annotators.count > 1 else {
            self.init(annotators: answers.annotators.count, frames: [], objects: [], pairs: [])
            return
        }
        let labels = Set(consensus.objects.map(\.labelID)).sorted()
        var frames = [Frame(labelID: nil, cells: Self.cells(answers, consensus))]
        for label in labels {
            let own = consensus.of(label)
            frames.append(
                Frame(
                    labelID: label,
                    cells: labels.count == 1 ? frames[0].cells : Self.cells(answers, own)))
        }
        self.init(
            annotators: answers.annotators.count, frames: frames.filter { !$0.cells.isEmpty },
            objects: consensus.objects.map { Object($0, asked: answers.annotators.count) },
            pairs: consensus.pairs.compactMap(Pair.init))
    }

    /// The cells of the frame in which the map of an image is not zero.
    private static func cells(_ answers: ImageAnswers, _ consensus: ImageConsensus) -> [Cell] {
        let map = DisagreementMap(answers: answers, consensus: consensus)
        guard map.total.maximum > 0 else { return [] }
        let grids = DisagreementLayer.allCases.map { layer in
            map.framed(layer, of: answers.size, columns: side, rows: side).values
        }
        return (0..<side * side).compactMap { place in
            var values = SIMD4<UInt8>.zero
            for (layer, grid) in grids.enumerated() {
                values[layer] = UInt8((min(max(grid[place], 0), 1) * steps).rounded())
            }
            return values == .zero ? nil : Cell(place: place, values: values)
        }
    }
}

extension ImageConsensus {
    /// The same with the objects of one class only.
    fileprivate func of(_ label: LabelClassID) -> ImageConsensus {
        ImageConsensus(
            image: image, annotators: annotators, objects: objects.filter { $0.labelID == label },
            conflicts: [], duplicates: [], pairs: [], agreement: nil, agreementReason: nil)
    }
}

extension DisagreementSummary.Object {
    fileprivate init(_ object: ConsensusObject, asked: Int) {
        let bounds = object.shape.bounds
        let presence = DrawnCells.binaryEntropy(Double(object.votes.count) / Double(max(asked, 1)))
        let place = object.meanIoU.map { 1 - $0 } ?? 0
        let labels = object.votes.map(\.labelID)
        let name = DrawnCells.classDoubt(object.votes) { Set(labels).count }
        let total = 1 - (1 - presence) * (1 - place) * (1 - name)
        self.init(
            labelID: object.labelID,
            box: [bounds.x, bounds.y, bounds.width, bounds.height].map { Int(min(max($0, 0), 1e9)) },
            side: object.shape.area.squareRoot(), doubts: [total, presence, place, name], named: labels)
    }
}

extension DisagreementSummary.Pair {
    fileprivate init?(_ pair: PairAgreement) {
        guard let agreement = pair.agreement else { return nil }
        self.init(
            a: pair.a, b: pair.b, disagreement: 1 - agreement, matched: pair.matched,
            alone: pair.onlyA + pair.onlyB, renamed: pair.matched - pair.classMatches)
    }
}
