import Geometry
import Imaging
import Testing

@Suite("What an ingest worker says")
struct IngestMessageTests {
    @Test(
        "Each message passes through whole, on one line",
        arguments: [
            .progress(0.25),
            .ok(
                IngestedImage(format: .webp, width: 3, height: 4, byteCount: 99, frames: 7, isExact: true)),
            .error(
                ImagingError(.unsupportedFormat("SVG"), "A sentence.", detail: "a \"detail\"\nof two lines")),
        ] as [IngestMessage]
    )
    func whole(_ sent: IngestMessage) throws {
        let line = try sent.line()
        #expect(!line.contains("\n"))
        #expect(try IngestMessage(line: line) == sent)
    }

    @Test("What the header holds passes through whole")
    func probed() throws {
        let bench = try Workbench()
        let path = try bench.file("a.jpg", TestPicture.gradient(40, 30).encoded(".jpg"))
        let sent = IngestMessage.probed(try ImageProbe.probe(path: path))
        #expect(try IngestMessage(line: sent.line()) == sent)
    }

    @Test(
        "Each error passes through whole",
        arguments: [
            .empty, .notAnImage, .unsupportedFormat("SVG"), .tooLarge("pixels"), .truncated, .multipleFrames,
            .workerFailed, .outOfRange, .corruptPack, .renderFailed, .io,
        ] as [ImagingError.Reason]
    )
    func error(_ reason: ImagingError.Reason) throws {
        let sent = IngestMessage.error(ImagingError(reason, "A sentence."))
        #expect(try IngestMessage(line: sent.line()) == sent)
    }

    @Test("Anything else is a failure of the worker", arguments: ["", "Killed", "{}", "{\"ok\":{}}", "[1]"])
    func nonsense(_ output: String) {
        let error = ImagingError.thrown { _ = try IngestMessage(line: output) }
        #expect(error?.reason == .workerFailed)
    }
}
