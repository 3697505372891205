import Geometry
import NIOCore
import Synchronization
import Workflow

/// A stored tile in memory, with the texts of its answer's headers that do not depend on who asks.
struct CachedTile: Sendable {
    /// The JPEG file.
    let bytes: ByteBuffer
    /// The entity tag, with its quotes.
    let tag: String
    /// How many bytes there are, in decimal.
    let length: String
    /// The canonical paths below the image's base URI in editions 2.1 and 3.0 of the IIIF Image API.
    let canonical: (two: String, three: String)
}

/// Stored tiles in memory, up to a number of bytes; what was not asked for the longest goes first.
///
/// In parts with a lock each, so that event loops seldom wait for one another; each call is O(1).
final class TileCache: Sendable {
    /// Which tile of which pack.
    struct Key: Hashable, Sendable {
        /// The first 32 hexadecimal characters of the pack's name, which is the hash of its bytes.
        let pack: String
        let place: TileGrid.Place

        init(_ place: TileGrid.Place, of image: VisibleImage) {
            pack = image.tag
            self.place = place
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(pack)
            hasher.combine(place.level << 48 ^ place.column << 24 ^ place.row)
        }
    }

    private static let parts = 8
    /// What an entry costs beside its bytes, about.
    private static let overhead = 512

    private let shelves: [Shelf]

    /// An empty cache of at most this many bytes.
    init(maximumBytes: Int) {
        shelves = (0..<Self.parts).map { _ in Shelf(maximumBytes: maximumBytes / Self.parts) }
    }

    /// The tile, if it is in memory; counts as use.
    func tile(_ key: Key) -> CachedTile? {
        shelf(key).tile(key)
    }

    /// Keeps a tile.
    func keep(_ tile: CachedTile, as key: Key) {
        shelf(key).keep(tile, as: key, cost: tile.bytes.readableBytes + Self.overhead)
    }

    private func shelf(_ key: Key) -> Shelf {
        shelves[(key.place.column &+ key.place.row &* 3 &+ key.place.level &* 5) & (Self.parts - 1)]
    }

    /// One part: a dictionary into a ring of entries in the order of use.
    fileprivate final class Shelf: Sendable {
        fileprivate struct Entry {
            let key: Key
            let tile: CachedTile
            let cost: Int
            var newer: Int
            var older: Int
        }

        fileprivate struct State {
            var places: [Key: Int] = [:]
            var entries: [Entry?] = []
            var free: [Int] = []
            var newest = -1
            var oldest = -1
            var bytes = 0
        }

        private let maximumBytes: Int
        private let state = Mutex(State())

        init(maximumBytes: Int) {
            self.maximumBytes = maximumBytes
        }

        func tile(_ key: Key) -> CachedTile? {
            state.withLock { state in
                guard let place = state.places[key], let entry = state.entries[place] else { return nil }
                if place != state.newest {
                    state.unlink(place)
                    state.link(place)
                }
                return entry.tile
            }
        }

        func keep(_ tile: CachedTile, as key: Key, cost: Int) {
            guard cost <= maximumBytes else { return }
            state.withLock { state in
                if let place = state.places[key] { state.remove(place) }
                while state.bytes + cost > maximumBytes, state.oldest >= 0 { state.remove(state.oldest) }
                let entry = Entry(key: key, tile: tile, cost: cost, newer: -1, older: -1)
                let place = state.free.popLast() ?? state.entries.count
                if place == state.entries.count {
                    state.entries.append(entry)
                } else {
                    state.entries[place] = entry
                }
                state.places[key] = place
                state.bytes += cost
                state.link(place)
            }
        }
    }
}

extension TileCache.Shelf.State {
    /// Puts an entry before all others.
    fileprivate mutating func link(_ place: Int) {
        entries[place]?.older = newest
        entries[place]?.newer = -1
        if newest >= 0 { entries[newest]?.newer = place } else { oldest = place }
        newest = place
    }

    /// Takes an entry out of the order.
    fileprivate mutating func unlink(_ place: Int) {
        guard let entry = entries[place] else { return }
        if entry.newer >= 0 { entries[entry.newer]?.older = entry.older } else { newest = entry.older }
        if entry.older >= 0 { entries[entry.older]?.newer = entry.newer } else { oldest = entry.newer }
    }

    /// Takes an entry out altogether.
    fileprivate mutating func remove(_ place: Int) {
        guard let entry = entries[place] else { return }
        unlink(place)
        places[entry.key] = nil
        entries[place] = nil
        free.append(place)
        bytes -= entry.cost
    }
}
