import Geometry
public import Labeling

/// How one image's consensus differs from another.
public struct ImageComparison: Hashable, Sendable {
    /// The image.
    public let image: ImageID
    /// Every object that differs: those before in their order, then those added.
    public let changes: [ObjectChange]
    /// How many objects are as they were.
    public let unchanged: Int

    /// Compares an image's accepted objects before and after.
    ///
    /// Objects made of the same annotations are the same. Of the rest those can be that share an annotation, or whose
    /// shapes have an IoU of at least 0.5: each gets the partner with the greatest sum of the IoU and the share of
    /// annotations in common (Jaccard), greatest sums first, ties by identifier. Partners are found through their
    /// annotations and a spatial index, so that O(n) pairs are looked at.
    public init(image: ImageID, before: [ComparedObject], after: [ComparedObject]) {
        self.image = image
        let partners = ImageComparison.partners(before, after)
        let taken = Set(partners.compactMap(\.self))
        var all: [ObjectChange] = []
        for (object, partner) in zip(before, partners) {
            all.append(ObjectChange(before: object, after: partner.map { after[$0] }))
        }
        for index in after.indices where !taken.contains(index) {
            all.append(ObjectChange(before: nil, after: after[index]))
        }
        changes = all.filter { !$0.kinds.isEmpty }
        unchanged = all.count - changes.count
    }

    /// How much has changed: the sum over its objects.
    public var amount: Double { changes.reduce(0) { $0 + $1.amount } }

    /// From this IoU on objects are the same, whoever drew them.
    private static let meetingIoU = 0.5

    /// The index of each object's partner.
    private static func partners(_ before: [ComparedObject], _ after: [ComparedObject]) -> [Int?] {
        var partners = [Int?](repeating: nil, count: before.count)
        var taken: Set<Int> = []
        let byMembers = Dictionary(
            after.enumerated().map { ($1.members, $0) }, uniquingKeysWith: { first, _ in first })
        for (index, object) in before.enumerated() where !object.members.isEmpty {
            guard let same = byMembers[object.members], taken.insert(same).inserted else { continue }
            partners[index] = same
        }
        let free = (
            before: before.indices.filter { partners[$0] == nil },
            after: after.indices.filter { !taken.contains($0) }
        )
        var found = meetings(before, after, among: free).map { first, second in
            (first: first, second: second, closeness: closeness(before[first], after[second]))
        }.filter { $0.closeness != nil }
        found.sort { a, b in
            let (left, right) = (a.closeness ?? 0, b.closeness ?? 0)
            if left != right { return left > right }
            return (before[a.first].id, after[a.second].id) < (before[b.first].id, after[b.second].id)
        }
        for pair in found where partners[pair.first] == nil && taken.insert(pair.second).inserted {
            partners[pair.first] = pair.second
        }
        return partners
    }

    /// Pairs that share an annotation or may overlap, each once.
    private static func meetings(
        _ before: [ComparedObject], _ after: [ComparedObject], among free: (before: [Int], after: [Int])
    ) -> [(Int, Int)] {
        guard !free.before.isEmpty, !free.after.isEmpty else { return [] }
        var owners: [AnnotationID: [Int]] = [:]
        for index in free.after {
            for member in after[index].members { owners[member, default: []].append(index) }
        }
        let places = SpatialIndex(free.after.map { after[$0].shape.bounds })
        return free.before.flatMap { index in
            let object = before[index]
            return Set(object.members.flatMap { owners[$0] ?? [] })
                .union(places.candidates(object.shape.bounds).map { free.after[$0] })
                .sorted().map { (index, $0) }
        }
    }

    /// How much speaks for two objects being the same, 0…2; nil where nothing does.
    private static func closeness(_ a: ComparedObject, _ b: ComparedObject) -> Double? {
        let iou = a.shape == b.shape ? 1 : IoU.of(a.shape, b.shape)
        let common = a.members.intersection(b.members).count
        guard common > 0 || iou >= meetingIoU else { return nil }
        let either = a.members.count + b.members.count - common
        return iou + (either > 0 ? Double(common) / Double(either) : 0)
    }
}
