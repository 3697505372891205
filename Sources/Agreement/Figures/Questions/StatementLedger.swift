import Labeling

/// The statements of a crowd, added up by group of images, class and annotator.
struct StatementLedger {
    /// What the statements of a group of images met on their own image, and on others.
    struct Entry {
        /// Index of the group of images; whole groups are resampled.
        let group: Int
        /// Index of the class; -1 for empty answers.
        let label: Int
        /// On the image they were made on.
        var home = StatementSums()
        /// Among answers to other images.
        var away = StatementSums()
    }

    /// Everybody's statements, in order of group and class.
    private(set) var entries: [Entry] = []
    /// What goes when one annotator goes, for each of them, in the same order.
    private(set) var shares: [[Entry]]

    private let labels: [LabelClassID: Int]
    private var positions: [Int: Int] = [:]
    private var sharePositions: [[Int: Int]]

    /// An empty ledger for so many annotators.
    init(annotators: Int, labels: [LabelClassID]) {
        shares = Array(repeating: [], count: annotators)
        sharePositions = Array(repeating: [:], count: annotators)
        self.labels = Dictionary(zip(labels, labels.indices)) { first, _ in first }
    }

    /// Adds a scene.
    ///
    /// - Parameters:
    ///   - annotators: the index of each of its people among all annotators.
    ///   - groups: the group of images that each person's answer belongs to.
    ///   - isHome: whether they all answered the same image.
    mutating func add(_ scene: StatementScene, annotators: [Int], groups: [Int], isHome: Bool) {
        var distinct: [Int] = []
        for group in groups.sorted() where distinct.last != group { distinct.append(group) }
        let rows = groups.map { group in distinct.firstIndex(of: group) ?? 0 }
        let width = scene.labels.count + 1
        let columns = scene.labels.map { labels[$0, default: -1] } + [-1]
        let blank = Array(repeating: StatementSums(), count: distinct.count * width)
        var all = blank
        scene.tally(into: &all, rows: rows)
        for (row, group) in distinct.enumerated() {
            for column in 0..<width where all[row * width + column] != StatementSums() {
                let key = key(group, columns[column])
                let position = positions[key] ?? entries.count
                if position == entries.count {
                    positions[key] = position
                    entries.append(Entry(group: group, label: columns[column]))
                }
                entries[position].add(all[row * width + column], isHome: isHome)
            }
        }
        for (person, annotator) in annotators.enumerated() {
            var rest = blank
            scene.tally(into: &rest, rows: rows, without: person)
            for (row, group) in distinct.enumerated() {
                for column in 0..<width where all[row * width + column] != rest[row * width + column] {
                    let key = key(group, columns[column])
                    let position = sharePositions[annotator][key] ?? shares[annotator].count
                    if position == shares[annotator].count {
                        sharePositions[annotator][key] = position
                        shares[annotator].append(Entry(group: group, label: columns[column]))
                    }
                    shares[annotator][position]
                        .add(all[row * width + column] - rest[row * width + column], isHome: isHome)
                }
            }
        }
    }

    private func key(_ group: Int, _ label: Int) -> Int { group * (labels.count + 1) + label + 1 }
}

extension StatementLedger.Entry {
    fileprivate mutating func add(_ sums: StatementSums, isHome: Bool) {
        if isHome { home.add(sums) } else { away.add(sums) }
    }
}
