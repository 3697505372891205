import Foundation
import Labeling
import Storage
import Testing

@Suite("File blobs")
struct FileBlobStoreTests {
    /// SHA-256 of `abc`.
    ///
    /// Source: NIST FIPS 180-4, example of one block.
    private static let abc = BlobID(
        sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")

    private func withStore<Value>(_ body: (FileBlobStore, TemporaryFolder) throws -> Value) throws -> Value {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        return try body(try FileBlobStore.open(folder: folder.path), folder)
    }

    private func keep(_ text: String, in store: FileBlobStore) throws -> BlobID {
        let draft = try store.draft(maximumBytes: 1000)
        try draft.append(Array(text.utf8))
        return try draft.keep()
    }

    @Test("a kept blob is a file named by its bytes, written in as many parts as one likes")
    func keeping() throws {
        try withStore { store, folder in
            let draft = try store.draft(maximumBytes: 3)
            for part in ["a", "", "bc"] { try draft.append(Array(part.utf8)) }
            #expect(!store.contains(Self.abc))
            #expect(try draft.keep() == Self.abc)
            #expect(store.contains(Self.abc))
            let path = try store.path(of: Self.abc)
            #expect(path.hasSuffix("/blobs/ba/" + Self.abc.sha256.dropFirst(2)))
            #expect(try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8) == "abc")
            #expect(try folder.names(in: "incoming") == [])
        }
    }

    @Test("the same bytes are stored once")
    func duplicates() throws {
        try withStore { store, folder in
            let blobs = try (0..<2).map { _ in try keep("abc", in: store) }
            #expect(blobs == [Self.abc, Self.abc])
            #expect(try folder.names(in: "blobs/ba").count == 1)
            #expect(try folder.names(in: "incoming") == [])
        }
    }

    @Test("a file that lost its end is replaced by a whole one")
    func repaired() throws {
        try withStore { store, _ in
            let blob = try keep("abc", in: store)
            try Data("ab".utf8).write(to: URL(fileURLWithPath: store.path(of: blob)))
            _ = try keep("abc", in: store)
            #expect(
                try String(contentsOf: URL(fileURLWithPath: store.path(of: blob)), encoding: .utf8) == "abc")
        }
    }

    @Test("bytes beyond the limit are refused, and throwing the draft away leaves nothing")
    func limit() throws {
        try withStore { store, folder in
            let draft = try store.draft(maximumBytes: 4)
            try draft.append([1, 2, 3])
            let error = #expect(throws: BoxwoodError.self) { try draft.append([4, 5]) }
            #expect(error?.code == .tooLarge)
            draft.discard()
            draft.discard()
            #expect(try folder.names(in: "incoming") == [])
            #expect(throws: BoxwoodError.self) { try draft.append([1]) }
            #expect(throws: BoxwoodError.self) { try draft.keep() }
        }
    }

    @Test("a draft that is forgotten vanishes")
    func forgotten() throws {
        try withStore { store, folder in
            do {
                let draft = try store.draft(maximumBytes: 10)
                try draft.append([1])
            }
            #expect(try folder.names(in: "incoming") == [])
        }
    }

    @Test("a draft may be written to, or replaced, by another process", arguments: [false, true])
    func writtenElsewhere(atomically: Bool) throws {
        try withStore { store, folder in
            let draft = try store.draft(maximumBytes: 3)
            let url = URL(fileURLWithPath: draft.path)
            try Data("abc".utf8).write(to: url, options: atomically ? .atomic : [])
            #expect(try draft.keep() == Self.abc)
            #expect(
                try String(contentsOf: URL(fileURLWithPath: store.path(of: Self.abc)), encoding: .utf8)
                    == "abc")
            #expect(try folder.names(in: "incoming") == [])

            let large = try store.draft(maximumBytes: 3)
            try Data("abcd".utf8).write(to: URL(fileURLWithPath: large.path))
            let error = #expect(throws: BoxwoodError.self) { try large.keep() }
            #expect(error?.code == .tooLarge)
        }
    }

    @Test("what a crash left behind is removed at the next start; blobs stay")
    func leftovers() throws {
        try withStore { store, folder in
            let blob = try keep("abc", in: store)
            try folder.write("half", to: "incoming/left-over")
            let again = try FileBlobStore.open(folder: folder.path)
            #expect(try folder.names(in: "incoming") == [])
            #expect(again.contains(blob))
        }
    }

    @Test("a blob whose file is missing is not found")
    func missing() throws {
        try withStore { store, _ in
            let error = #expect(throws: BoxwoodError.self) { try store.path(of: Self.abc) }
            #expect(error?.code == .notFound)
            try store.remove(Self.abc)
            _ = try keep("abc", in: store)
            try store.remove(Self.abc)
            #expect(!store.contains(Self.abc))
        }
    }

    @Test("a name that is no hash never becomes a path", arguments: ["", "../../etc/passwd", "ab", "AB"])
    func names(text: String) throws {
        try withStore { store, _ in
            let blob = BlobID(sha256: text)
            #expect(!store.contains(blob))
            #expect(throws: BoxwoodError.self) { try store.path(of: blob) }
            #expect(throws: BoxwoodError.self) { try store.remove(blob) }
        }
    }
}
