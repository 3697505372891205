/// One row of cells of a ``DisagreementMap`` while objects raise its layers; the memory belongs to somebody else.
struct DisagreementRow {
    let presence: UnsafeMutableBufferPointer<Double>
    let boundary: UnsafeMutableBufferPointer<Double>
    let `class`: UnsafeMutableBufferPointer<Double>
    /// More than 0 for cells that anybody's shape touches.
    let touched: UnsafeMutableBufferPointer<Double>
    /// Working memory for one object: what its votes cover together.
    let sums: UnsafeMutableBufferPointer<Double>
    /// The same of the entropies of what each covers.
    let edges: UnsafeMutableBufferPointer<Double>

    /// How many numbers a cell takes.
    static let width = 6

    /// A row of as many cells as the memory has places for.
    init(_ memory: UnsafeMutableBufferPointer<Double>) {
        let count = memory.count / DisagreementRow.width
        func part(_ index: Int) -> UnsafeMutableBufferPointer<Double> {
            UnsafeMutableBufferPointer(rebasing: memory[index * count..<(index + 1) * count])
        }
        (presence, boundary, `class`) = (part(0), part(1), part(2))
        (touched, sums, edges) = (part(3), part(4), part(5))
    }

    func clear() {
        presence.update(repeating: 0)
        boundary.update(repeating: 0)
        `class`.update(repeating: 0)
        touched.update(repeating: 0)
    }

    func touch(_ column: Int) { touched[column] = 1 }

    func raisePresence(_ column: Int, to value: Double) {
        if value > presence[column] { presence[column] = value }
    }

    func raiseBoundary(_ column: Int, to value: Double) {
        if value > boundary[column] { boundary[column] = value }
    }

    func raiseClass(_ column: Int, to value: Double) {
        if value > `class`[column] { `class`[column] = value }
    }

    /// All three layers in one.
    func total(_ column: Int) -> Double {
        1 - (1 - presence[column]) * (1 - boundary[column]) * (1 - `class`[column])
    }
}
