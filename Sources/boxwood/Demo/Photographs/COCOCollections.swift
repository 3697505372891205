import Formats
import Geometry

/// The COCO files found beside photographs, asked by file name.
struct COCOCollections {
    private struct Entry {
        /// The file name as the COCO file gives it, which may hold folders.
        let fileName: String
        let size: PixelSize?
        let objects: [TrueObject]
    }

    /// Entries by the last part of their file name.
    private var entries: [String: [Entry]] = [:]

    /// Reads one file and keeps what it says; returns what is wrong with it where it cannot be used.
    mutating func add(_ path: String, name: String) -> SkippedFile? {
        do {
            let bytes = try DemoFile.read(path, name: name)
            let document = try COCOImporter(tolerance: .lenient).read(bytes, name: name)
            var names: [Int: String] = [:]
            for item in document.classes { names[item.number] = item.name }
            var objects: [Int: [TrueObject]] = [:]
            for annotation in document.annotations {
                guard let className = names[annotation.classNumber] else { continue }
                objects[annotation.imageNumber, default: []].append(
                    TrueObject(className: className, shape: annotation.shape, isCrowd: annotation.isCrowd))
            }
            for image in document.images {
                guard let fileName = image.fileName, let last = Self.last(fileName) else { continue }
                entries[last, default: []].append(
                    Entry(fileName: fileName, size: image.size, objects: objects[image.number] ?? []))
            }
            guard let first = document.skipped.first else { return nil }
            let notice = SkippedFile(first)
            let more = document.skipped.count - 1
            return more == 0
                ? notice : SkippedFile(file: name, reason: "\(notice.reason) \(more) more were left out.")
        } catch let error as FormatError {
            return SkippedFile(
                file: name, reason: error.place.map { "\($0): \(error.reason)" } ?? error.reason)
        } catch {
            return SkippedFile(file: name, reason: "The file cannot be read.")
        }
    }

    /// What is known about a photograph; of several entries with its name, the one whose folders fit best.
    func truth(of path: String) -> PhotographTruth? {
        guard let last = Self.last(path), let found = entries[last] else { return nil }
        func fit(_ entry: Entry) -> Int {
            zip(entry.fileName.split(separator: "/").reversed(), path.split(separator: "/").reversed())
                .prefix { $0 == $1 }.count
        }
        return found.max { fit($0) < fit($1) }.map { PhotographTruth(size: $0.size, objects: $0.objects) }
    }

    private static func last(_ path: String) -> String? {
        path.split(separator: "/").last.map(String.init)
    }
}
