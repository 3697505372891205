extension StatementScene {
    /// Adds every statement's disagreement with the others to a table.
    ///
    /// O(shapes).
    ///
    /// - Parameters:
    ///   - table: one row for each of `rows`, each with a sum for every one of ``labels`` and one for empty answers.
    ///   - rows: the row of each person.
    ///   - out: somebody to leave out, as if they had not answered; objects stay as they were grouped.
    func tally(into table: inout [StatementSums], rows: [Int], without out: Int? = nil) {
        let width = labels.count + 1
        let missing = out == nil ? 0 : 1
        for object in objects {
            let gone = out.flatMap { object.people.firstIndex(of: $0) }
            let hasNoSay = out.map { object.neutral.contains($0) } ?? false
            let drawers = object.people.count - (gone == nil ? 0 : 1)
            let asked = people - object.neutral.count - (hasNoSay ? 0 : missing)
            guard drawers > 0, asked > 1 else { continue }
            let others = Double(asked - 1)
            for (position, person) in object.people.enumerated() where position != gone {
                let row = rows[person] * width + object.labels[position]
                var overlap = object.overlapSums[position]
                var same = object.sameLabel[position]
                if let gone {
                    overlap -= object.overlaps[position * object.people.count + gone]
                    if object.labels[gone] == object.labels[position] { same -= 1 }
                }
                table[row].addShape(
                    unmatched: Double(asked - drawers) / others, apart: max(0, others - overlap) / others)
                guard drawers > 1 else { continue }
                let companions = Double(drawers - 1)
                table[row].addShared(
                    offPlace: max(0, companions - overlap) / companions,
                    otherClass: Double(drawers - same) / companions, drawers: Double(drawers))
            }
        }
        let asked = people - missing
        let silent = empty.filter { $0 != out }
        guard asked > 1 else { return }
        for person in silent {
            table[rows[person] * width + labels.count]
                .addNothing(unmatched: Double(asked - silent.count) / Double(asked - 1))
        }
    }

    /// The share of the people who drew something at all that also drew what somebody of them drew, over all shapes.
    var meeting: (met: Double, shapes: Double) {
        var (met, shapes) = (0.0, 0.0)
        for object in objects {
            let asked = people - empty.count - object.neutral.count
            guard asked > 1 else { continue }
            let drawers = Double(object.people.count)
            shapes += drawers
            met += drawers * (drawers - 1) / Double(asked - 1)
        }
        return (met, shapes)
    }
}
