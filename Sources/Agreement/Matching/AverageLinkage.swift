/// Groups shapes by place, best pair first, with at most one shape of each annotator in a group.
///
/// The similarity of two groups is the mean over all pairs of their members; pairs without a link count 0. So a
/// chain of shapes that each overlap only the next does not collapse into one group. Ties go to the group that
/// comes first.
///
/// Shapes that no chain of links connects never meet, so every connected part is grouped by itself: small or dense
/// ones by ``LinkageMatrix``, O(m²) for m shapes as a rule, large sparse ones by ``LinkageRows``, O(l log l) for l
/// links as long as groups stay small. Both find the same groups.
enum AverageLinkage {
    /// Two shapes of different annotators that may be the same object.
    struct Link {
        let first: Int
        let second: Int
        /// Similarity of place, on which the decision rests; more than 0.
        let place: Double
        /// Similarity by which pairs are put in order.
        let rank: Double
    }

    /// Up to this many shapes a table of all pairs is always the faster way.
    private static let smallPart = 64
    /// A table may have this many cells for each link.
    private static let cellsPerLink = 16

    /// Groups of indices into `annotators`, each ascending, in order of their first member.
    ///
    /// - Parameters:
    ///   - annotators: who drew each shape, as small numbers from 0.
    ///   - links: pairs with `first < second` and different annotators, in ascending order.
    ///   - threshold: groups join while their mean similarity of place reaches it; more than 0.
    static func groups(annotators: [Int], links: [Link], threshold: Double) -> [[Int]] {
        groups(
            annotators: annotators, links: links, threshold: threshold, smallPart: smallPart,
            cellsPerLink: cellsPerLink)
    }

    /// The same, with a choice of which parts are grouped in a table.
    static func groups(
        annotators: [Int], links: [Link], threshold: Double, smallPart: Int, cellsPerLink: Int
    ) -> [[Int]] {
        let parts = LinkedParts(count: annotators.count, links: links)
        /// The first shape of the group of each shape.
        var group = Array(annotators.indices)
        var matrix = LinkageMatrix(annotators: annotators, threshold: threshold)
        for part in 0..<parts.count {
            let members = parts.members(part)
            guard members.count > 1 else { continue }
            let own = parts.links(part)
            if isOneGroup(members, own, links, threshold) {
                for member in members { group[member] = members[members.startIndex] }
            } else if members.count <= smallPart || members.count * members.count <= cellsPerLink * own.count
            {
                matrix.join(members, links: own, parts: parts, all: links, groups: &group)
            } else {
                var rows = LinkageRows(
                    members, links: own, parts: parts, all: links, annotators: annotators,
                    threshold: threshold)
                rows.join(members, groups: &group)
            }
        }
        return lists(group)
    }

    /// Whether all shapes of a part are linked with all others, each well enough for any two groups of them, and each
    /// of another annotator: whatever is joined first, all end up in one group.
    private static func isOneGroup(
        _ members: ArraySlice<Int>, _ own: ArraySlice<Int>, _ links: [Link], _ threshold: Double
    ) -> Bool {
        guard own.count == members.count * (members.count - 1) / 2 else { return false }
        // A link leads to another annotator, so where all are linked with all nobody comes twice.
        return own.allSatisfy { links[$0].place >= threshold }
    }

    private static func lists(_ group: [Int]) -> [[Int]] {
        var sizes = Array(repeating: 0, count: group.count)
        var count = 0
        for first in group {
            if sizes[first] == 0 { count += 1 }
            sizes[first] += 1
        }
        var result: [[Int]] = []
        result.reserveCapacity(count)
        // From here on the place of each group's list in the result.
        for shape in group.indices {
            let first = group[shape]
            if first == shape {
                let size = sizes[shape]
                sizes[shape] = result.count
                if size == 1 {
                    result.append([shape])
                } else {
                    var list: [Int] = []
                    list.reserveCapacity(size)
                    list.append(shape)
                    result.append(list)
                }
            } else {
                result[sizes[first]].append(shape)
            }
        }
        return result
    }
}
