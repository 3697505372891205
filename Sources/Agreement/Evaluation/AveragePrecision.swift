import Geometry
import Labeling

/// Average precision and recall of one class.
///
/// Source: pycocotools 2.0, `cocoeval.py`, `evaluateImg` and `accumulate`.
struct AveragePrecision {
    /// 0.50, 0.55 … 0.95, to the last bit as numpy's `linspace` gives them.
    static let thresholds: [Double] = {
        let step = (0.95 - 0.5) / 9
        return (0..<9).map { 0.5 + Double($0) * step } + [0.95]
    }()

    private static let mostClaimsPerImage = 100
    private static let recallPoints = 101

    /// Mean over all thresholds.
    let overall: Double
    /// At IoU 0.5.
    let at50: Double
    /// At IoU 0.75.
    let at75: Double
    /// The largest recall, mean over all thresholds.
    let recall: Double
    /// True objects, crowd regions aside.
    let truths: Int

    /// One claim's fate at one threshold.
    private struct Outcome {
        let score: Double
        let isRight: Bool
    }

    /// - Precondition: the class occurs in the truth, crowd regions aside.
    init(of images: [EvaluatedImage], labelID: LabelClassID) {
        let limit = AveragePrecision.mostClaimsPerImage
        let sheets = images.map { ImageSheet($0, labelID: labelID, limit: limit) }
        let truths = sheets.reduce(0) { total, sheet in total + sheet.isCrowd.count { !$0 } }
        self.truths = truths
        let results = AveragePrecision.thresholds.map { threshold in
            var outcomes: [Outcome] = []
            for sheet in sheets {
                let fates = sheet.fates(threshold: threshold)
                for (score, fate) in zip(sheet.scores, fates) where fate != .ignored {
                    outcomes.append(Outcome(score: score, isRight: fate == .right))
                }
            }
            return AveragePrecision.area(under: outcomes, truths: truths)
        }
        overall = results.reduce(0) { $0 + $1.precision } / Double(results.count)
        recall = results.reduce(0) { $0 + $1.recall } / Double(results.count)
        at50 = results[0].precision
        at75 = results[5].precision
    }

    /// The mean of the interpolated precision at 101 recalls, and the largest recall.
    private static func area(under outcomes: [Outcome], truths: Int) -> (precision: Double, recall: Double) {
        let ranked = StableOrder.indices(by: outcomes.map(\.score))
        var precisions: [Double] = []
        var recalls: [Double] = []
        var (right, wrong) = (0.0, 0.0)
        for index in ranked {
            if outcomes[index].isRight { right += 1 } else { wrong += 1 }
            precisions.append(right / (right + wrong + Double.ulpOfOne))
            recalls.append(right / Double(truths))
        }
        for index in precisions.indices.dropFirst().reversed() where precisions[index] > precisions[index - 1]
        {
            precisions[index - 1] = precisions[index]
        }
        var sum = 0.0
        var position = 0
        for point in 0..<recallPoints {
            let recall = point == recallPoints - 1 ? 1 : Double(point) * 0.01
            while position < recalls.count, recalls[position] < recall { position += 1 }
            guard position < precisions.count else { break }
            sum += precisions[position]
        }
        return (sum / Double(recallPoints), recalls.last ?? 0)
    }
}

/// Sorting that keeps the order of equals.
enum StableOrder {
    /// Indices of values, largest first.
    static func indices(by values: [Double]) -> [Int] {
        values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1] }
    }
}
