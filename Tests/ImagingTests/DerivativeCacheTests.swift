import Foundation
import Geometry
import Imaging
import TestSupport
import Testing

@Suite("Pictures kept on disk")
struct DerivativeCacheTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/pictures"
    }

    private func name(_ pack: String, _ x: Int) throws -> DerivativeCache.Name {
        let request = try IIIFRequestTests.request("\(x),0,10,10/max/0/default.png")
        return DerivativeCache.Name(
            pack: pack, request: try request.resolved(for: PixelSize(width: 500, height: 50)))
    }

    private func bytes(_ count: Int, _ seed: UInt64 = 1) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    @Test("What was kept comes back, also after a restart and under no other name")
    func roundTrip() throws {
        let picture = bytes(1003)
        let cache = try DerivativeCache(folder: path, maximumBytes: 1 << 20)
        #expect(try cache.file(name("p", 1)) == nil)
        try cache.keep(picture, as: name("p", 1))
        for cache in [cache, try DerivativeCache(folder: path, maximumBytes: 1 << 20)] {
            #expect(try cache.file(name("p", 1)) == picture)
            #expect(try cache.file(name("p", 2)) == nil)
            #expect(try cache.file(name("q", 1)) == nil)
            #expect(cache.byteCount == 1011)
        }
    }

    @Test("The folder stays within its size; what was asked for last stays")
    func bounded() throws {
        let cache = try DerivativeCache(folder: path, maximumBytes: 20_000)
        for x in 0..<40 {
            try cache.keep(bytes(1000, UInt64(x)), as: name("p", x))
            _ = cache.file(try name("p", 0))
            #expect(cache.byteCount <= 20_000)
        }
        #expect(try cache.file(name("p", 0)) != nil, "asked for all the time")
        #expect(try cache.file(name("p", 39)) != nil, "the newest")
        #expect(try cache.file(name("p", 1)) == nil, "the oldest")
        let sizes = try folder.files(below: "pictures").map {
            try Data(contentsOf: URL(fileURLWithPath: "\(path)/\($0)")).count
        }
        #expect(sizes.reduce(0, +) == cache.byteCount)
        try cache.keep(bytes(19_000), as: name("p", 99))
        #expect(try cache.file(name("p", 99)) == nil, "too large a part of the whole")
    }

    @Test("A folder that a larger limit filled is brought within the new one at start")
    func shrunk() throws {
        let before = try DerivativeCache(folder: path, maximumBytes: 1 << 20)
        for x in 0..<10 { try before.keep(bytes(1000), as: name("p", x)) }
        #expect(try DerivativeCache(folder: path, maximumBytes: 5000).byteCount <= 5000)
        #expect(try folder.files(below: "pictures").count <= 4)
    }

    @Test("A damaged, shortened or vanished file is no picture, and is forgotten")
    func damage() throws {
        let cache = try DerivativeCache(folder: path, maximumBytes: 1 << 20)
        for (number, harm) in ["flip", "cut", "empty", "remove"].enumerated() {
            let name = try name("p", number)
            try cache.keep(bytes(999), as: name)
            let file = try #require(try folder.files(below: "pictures").first)
            let url = URL(fileURLWithPath: "\(path)/\(file)")
            var data = try Data(contentsOf: url)
            switch harm {
            case "flip": data[500] ^= 4
            case "cut": data.removeLast(100)
            case "empty": data = Data()
            default: break
            }
            if harm == "remove" {
                try FileManager.default.removeItem(at: url)
            } else {
                try data.write(to: url)
            }
            #expect(cache.file(name) == nil, "\(harm)")
            #expect(cache.byteCount == 0)
            #expect(try folder.files(below: "pictures").isEmpty)
        }
    }

    @Test("What a crash left half written goes at the next start")
    func leftovers() throws {
        try FileManager.default.createDirectory(atPath: path + "/p", withIntermediateDirectories: true)
        try Data(bytes(50)).write(to: URL(fileURLWithPath: path + "/p/r1-x.123.tmp"))
        #expect(try DerivativeCache(folder: path, maximumBytes: 1 << 20).byteCount == 0)
        #expect(try folder.files(below: "pictures").isEmpty)
    }

    @Test("The pictures of one pack can be let go")
    func forgetting() throws {
        let cache = try DerivativeCache(folder: path, maximumBytes: 1 << 20)
        try cache.keep(bytes(100), as: name("p", 1))
        try cache.keep(bytes(100), as: name("q", 1))
        cache.forget(pack: "p")
        #expect(try cache.file(name("p", 1)) == nil)
        #expect(try cache.file(name("q", 1)) != nil)
        #expect(!FileManager.default.fileExists(atPath: path + "/p"))
    }

    @Test("Emptying the folder while the server runs costs nothing but time")
    func emptied() throws {
        let cache = try DerivativeCache(folder: path, maximumBytes: 1 << 20)
        try cache.keep(bytes(100), as: name("p", 1))
        try FileManager.default.removeItem(atPath: path)
        #expect(try cache.file(name("p", 1)) == nil)
        try cache.keep(bytes(100), as: name("p", 1))
        #expect(try cache.file(name("p", 1)) == bytes(100))
    }
}
