import Imaging
import Testing

@Suite("The answer of an ingest worker")
struct IngestReplyTests {
    @Test("An image passes through")
    func image() throws {
        let image = IngestedImage(format: .webp, width: 3, height: 4, byteCount: 99)
        let line = try IngestReply.ok(image).line()
        #expect(!line.contains("\n"))
        #expect(try IngestReply.image(from: (line + "\n").utf8) == image)
    }

    @Test(
        "Each error passes through whole",
        arguments: [
            .empty, .notAnImage, .unsupportedFormat("SVG"), .tooLarge("pixels"), .truncated, .multipleFrames,
            .workerFailed, .outOfRange, .corruptPack, .renderFailed, .io,
        ] as [ImagingError.Reason]
    )
    func error(_ reason: ImagingError.Reason) throws {
        let sent = ImagingError(reason, "A sentence.", detail: "a \"detail\"\nof two lines")
        let line = try IngestReply.error(sent).line()
        #expect(!line.contains("\n"))
        #expect(throws: sent) { try IngestReply.image(from: line.utf8) }
    }

    @Test("Anything else is a failure of the worker", arguments: ["", "Killed", "{}", "{\"ok\":{}}", "[1]"])
    func nonsense(_ output: String) {
        let error = ImagingError.thrown { _ = try IngestReply.image(from: output.utf8) }
        #expect(error?.reason == .workerFailed)
    }
}
