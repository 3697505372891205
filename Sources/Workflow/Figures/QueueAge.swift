public import Labeling

/// How long images have waited for an answer: since their last one, or since they were uploaded.
public struct QueueAge: Sendable {
    /// The images that have waited for some time.
    public struct Bin: Sendable {
        /// From so many seconds on.
        public let from: Int64
        /// Below so many; nil without end.
        public let to: Int64?
        /// How many images there are.
        public let count: Int
        /// Those that have waited longest, at most ``QueueAge/namedImages``.
        public let images: [ImageID]
    }

    /// So many images are named for a bin.
    public static let namedImages = 20
    private static let edges: [Int64] = [0, 3_600, 86_400, 7 * 86_400, 30 * 86_400]

    /// Images with free slots.
    public let images: Int
    /// Answers they want that nobody is at.
    public let freeSlots: Int
    /// Seconds the longest waiting one has waited; nil where none waits.
    public let longest: Int64?
    /// By an hour, a day, a week and thirty days.
    public let bins: [Bin]

    /// The ages of images that wait, the longest waiting first.
    init(_ waiting: [WaitingImage], now: Timestamp) {
        let ages = waiting.map { max(0, (now.milliseconds - $0.since.milliseconds) / 1000) }
        images = waiting.count
        freeSlots = waiting.reduce(0) { $0 + $1.freeSlots }
        longest = ages.first
        bins = Self.edges.enumerated().map { index, from in
            let to = index + 1 < Self.edges.count ? Self.edges[index + 1] : nil
            let members = zip(waiting, ages).filter { $0.1 >= from && $0.1 < (to ?? .max) }
            return Bin(
                from: from, to: to, count: members.count,
                images: members.prefix(Self.namedImages).map(\.0.id))
        }
    }
}
