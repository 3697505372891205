/// The connected parts of a graph of shapes and links: shapes that no chain of links connects stand in different ones.
///
/// Flat arrays; O(n + l) but for the almost constant cost of finding a root.
struct LinkedParts {
    /// How many parts there are.
    let count: Int
    /// Where each shape stands among the members of its part.
    let position: [Int]
    /// Shapes, part after part, ascending within each; and where each part begins.
    private let shapes: [Int]
    private let shapeStart: [Int]
    /// Indices of links, part after part, ascending within each; and where each part begins.
    private let linkIndices: [Int]
    private let linkStart: [Int]

    /// The parts of `count` shapes, in order of their first member.
    init(count: Int, links: [AverageLinkage.Link]) {
        var root = Array(0..<count)
        func find(_ shape: Int) -> Int {
            var shape = shape
            while root[shape] != shape {
                root[shape] = root[root[shape]]
                shape = root[shape]
            }
            return shape
        }
        for link in links {
            let (left, right) = (find(link.first), find(link.second))
            if left != right { root[max(left, right)] = min(left, right) }
        }
        // The root is the lowest shape of a part, so parts are numbered before their other members come up.
        var part = Array(repeating: 0, count: count)
        var shapeStart = [0]
        shapeStart.reserveCapacity(count + 1)
        for shape in 0..<count {
            let own = find(shape)
            if own == shape {
                part[shape] = shapeStart.count - 1
                shapeStart.append(1)
            } else {
                part[shape] = part[own]
                shapeStart[part[own] + 1] += 1
            }
        }
        let parts = shapeStart.count - 1
        for index in 0..<parts { shapeStart[index + 1] += shapeStart[index] }
        var next = shapeStart
        var shapes = root
        var position = root
        for shape in 0..<count {
            let own = part[shape]
            position[shape] = next[own] - shapeStart[own]
            shapes[next[own]] = shape
            next[own] += 1
        }
        var linkStart = Array(repeating: 0, count: parts + 1)
        for link in links { linkStart[part[link.first] + 1] += 1 }
        for index in 0..<parts { linkStart[index + 1] += linkStart[index] }
        next = linkStart
        var linkIndices = Array(repeating: 0, count: links.count)
        for index in links.indices {
            let own = part[links[index].first]
            linkIndices[next[own]] = index
            next[own] += 1
        }
        self.count = parts
        self.position = position
        self.shapes = shapes
        self.shapeStart = shapeStart
        self.linkIndices = linkIndices
        self.linkStart = linkStart
    }

    /// The shapes of a part, ascending.
    func members(_ part: Int) -> ArraySlice<Int> { shapes[shapeStart[part]..<shapeStart[part + 1]] }

    /// Indices of the links of a part, ascending.
    func links(_ part: Int) -> ArraySlice<Int> { linkIndices[linkStart[part]..<linkStart[part + 1]] }
}
