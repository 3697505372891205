/// An image's heatmap as the server tells of it, as far as a terminal can show it.
struct ImageHeatmapAnswer: Decodable, Sendable {
    struct Hotspot: Decodable, Sendable {
        let box: [Double]
        let peak: Double
        let mean: Double
        let kind: String
        let objects: [String]
    }

    let index: Double
    let hotspots: [Hotspot]

    /// The places with most disagreement.
    var text: String {
        let head = "Disagreement \(FigureText.decimal(index))."
        guard !hotspots.isEmpty else { return head + " No place reaches the threshold." }
        var table = TextTable(["Kind", "x", "y", "width", "height", "Peak", "Mean", "Objects"], left: [0])
        for place in hotspots {
            table.add(
                [place.kind] + place.box.map { String(Int($0)) } + [
                    FigureText.decimal(place.peak), FigureText.decimal(place.mean),
                    String(place.objects.count),
                ])
        }
        return head + "\n\n" + table.text
    }
}

/// A project's disagreement as the server tells of it, as far as a terminal can show it.
struct ProjectHeatmapAnswer: Decodable, Sendable {
    struct Frame: Decodable, Sendable {
        let columns: Int
        let rows: Int
        let hotspots: [Hotspot]
    }

    struct Hotspot: Decodable, Sendable {
        let columns: [Int]
        let rows: [Int]
        let peak: Double
        let mean: Double
    }

    struct Label: Decodable, Sendable {
        let labelId: String
        let label: String
    }

    struct Size: Decodable, Sendable {
        let labelId: String
        let bin: Int
        let objects: Int
        let total: Double
        let presence: Double
        let boundary: Double
        let `class`: Double
    }

    struct Confusion: Decodable, Sendable {
        let first: String
        let second: String
        let votes: Int
    }

    struct Person: Decodable, Sendable {
        let id: String
        let name: String
    }

    struct Pair: Decodable, Sendable {
        let a: String
        let b: String
        let images: Int
        let disagreement: Double
    }

    let images: Int
    let pending: Int
    let frame: Frame
    let sideEdges: [Double]
    let labels: [Label]
    let sizes: [Size]
    let confusion: [Confusion]
    let people: [Person]
    let pairs: [Pair]

    /// Four tables: places in the frame, sizes, classes taken for one another, people.
    var text: String {
        var head = "\(FigureText.count(images, "image")) that at least two people answered."
        if pending > 0 { head += " \(pending) more are being worked out." }
        guard images > 0 else { return head }
        return ([head] + [places, sizeTable, confusionTable, peopleTable].compactMap(\.self))
            .joined(separator: "\n\n")
    }

    private var places: String? {
        guard !frame.hotspots.isEmpty else { return nil }
        var table = TextTable(["Place in the frame", "Peak", "Mean"], left: [0])
        for place in frame.hotspots {
            let across = Self.range(place.columns, of: frame.columns)
            let down = Self.range(place.rows, of: frame.rows)
            table.add([
                "\(across) across, \(down) down", FigureText.decimal(place.peak),
                FigureText.decimal(place.mean),
            ])
        }
        return table.text
    }

    private var sizeTable: String? {
        guard !sizes.isEmpty else { return nil }
        let head = ["Class", "Side in pixels", "Objects", "All together", "Existence", "Place", "Class"]
        var table = TextTable(head, left: [0])
        for row in sizes {
            table.add(
                [name(of: row.labelId), side(row.bin), String(row.objects)]
                    + [row.total, row.presence, row.boundary, row.class].map(FigureText.decimal))
        }
        return table.text
    }

    private var confusionTable: String? {
        let different = confusion.filter { $0.first != $0.second }.sorted { $0.votes > $1.votes }
        guard !different.isEmpty else { return nil }
        var table = TextTable(["Class", "taken for", "Pairs of votes"], left: [0, 1])
        for pair in different {
            table.add([name(of: pair.first), name(of: pair.second), String(pair.votes)])
        }
        return table.text
    }

    private var peopleTable: String? {
        guard !pairs.isEmpty else { return nil }
        let names = Dictionary(people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var table = TextTable(["Person", "and", "Images", "Disagreement"], left: [0, 1])
        for pair in pairs.sorted(by: { $0.disagreement > $1.disagreement }) {
            table.add([
                names[pair.a] ?? pair.a, names[pair.b] ?? pair.b, String(pair.images),
                FigureText.decimal(pair.disagreement),
            ])
        }
        return table.text
    }

    private func name(of label: String) -> String { labels.first { $0.labelId == label }?.label ?? label }

    private func side(_ bin: Int) -> String {
        let low = bin > 0 ? String(Int(sideEdges[bin - 1])) : "0"
        return bin < sideEdges.count ? "\(low)–\(Int(sideEdges[bin]))" : "from \(low)"
    }

    private static func range(_ cells: [Int], of all: Int) -> String {
        "\(cells[0] * 100 / all)–\((cells[1] + 1) * 100 / all) %"
    }
}
