import Agreement
import Formats
import Geometry
import Labeling

/// A page about a merge for people: figures, annotators, pairs and conflicts; no scripts, nothing from outside.
struct MergeReport {
    /// Rows of the longer tables that are shown.
    private static let maximumRows = 1000

    private let merge: MergedFiles
    private let agreement: AgreementReport

    init(_ merge: MergedFiles) {
        self.merge = merge
        agreement = merge.agreement
    }

    /// The page; equal merges give equal bytes.
    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Agreement and conflicts</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
        table { border-collapse: collapse; margin: 1rem 0 }
        th, td { padding: .25rem .75rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
        small { color: #666 }
        </style>
        </head>
        <body>
        <h1>Agreement and conflicts</h1>
        <p>\(Self.escaped(merge.description)). Method \(Self.escaped(merge.settings.method)), IoU threshold \
        \(FigureText.decimal(merge.settings.iouThreshold)), quorum \(FigureText.decimal(merge.settings.quorum)). \
        Intervals are of 95 %.</p>
        <p>Mean agreement of two annotators on an image: \(figure(agreement.agreement))</p>
        <h2>Annotators against the consensus</h2>
        \(annotators)
        <h2>Annotators against one another</h2>
        \(pairs)
        <h2>Conflicts</h2>
        \(conflicts)
        </body>
        </html>

        """
    }

    private var annotators: String {
        table(
            ["Annotator", "Images", "Shapes", "Recall", "Precision", "Mean IoU", "Right class"],
            agreement.annotators.map { figures in
                [
                    name(figures.annotator), String(figures.images), String(figures.shapes),
                    figure(figures.recall),
                    figure(figures.precision), figure(figures.meanIoU), figure(figures.classAccuracy),
                ]
            }, texts: 1)
    }

    private var pairs: String {
        table(
            ["One", "Other", "Images", "Agreement", "F1", "Mean IoU", "Same class"],
            AgreementTable.ranked(agreement.pairs).map { pair in
                [
                    name(pair.a), name(pair.b), String(pair.images), figure(pair.agreement), figure(pair.f1),
                    figure(pair.meanIoU), figure(pair.classAgreement),
                ]
            }, texts: 2)
    }

    private var conflicts: String {
        table(
            ["Image", "Kind", "Class", "x, y, width, height", "What is the matter"],
            merge.consensus.flatMap { image in
                image.conflicts.map { conflict in
                    let row = merge.answers.image(image.image)
                    let object = image.objects.first { $0.id == conflict.objectID }
                    let box = conflict.box
                    let place = [box.x, box.y, box.width, box.height].map { String(Int($0.rounded())) }
                    return [
                        Self.escaped(row?.fileName ?? row?.key ?? ""), conflict.kind.rawValue,
                        Self.escaped(object.flatMap { merge.answers.labelClass($0.labelID)?.name } ?? ""),
                        place.joined(separator: ", "), Self.escaped(conflict.detail),
                    ]
                }
            }, texts: 5)
    }

    /// - Parameter texts: how many of the first columns are not numbers.
    private func table(_ head: [String], _ rows: [[String]], texts: Int) -> String {
        guard !rows.isEmpty else { return "<p>None.</p>" }
        func cells(_ row: [String], _ tag: String) -> String {
            row.enumerated().map { index, cell in
                "<\(tag)\(index < texts ? "" : " class=\"n\"")>\(cell)</\(tag)>"
            }.joined()
        }
        var lines = ["<table>", "<tr>\(cells(head, "th"))</tr>"]
        for row in rows.prefix(Self.maximumRows) { lines.append("<tr>\(cells(row, "td"))</tr>") }
        lines.append("</table>")
        if rows.count > Self.maximumRows {
            lines.append("<p>\(rows.count - Self.maximumRows) more are not shown.</p>")
        }
        return lines.joined(separator: "\n")
    }

    private func name(_ id: AccountID) -> String {
        Self.escaped(merge.answers.annotator(id)?.name ?? id.rawValue)
    }

    private func figure(_ estimate: Estimate) -> String {
        guard estimate.value != nil else { return "–" }
        return
            "\(FigureText.decimal(estimate.value)) <small>\(FigureText.interval(estimate)) n = \(estimate.n)</small>"
    }

    /// Text as it may stand in a page, wherever it came from.
    static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
