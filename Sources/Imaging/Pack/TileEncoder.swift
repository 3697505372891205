import CTurboJPEG

/// Encodes one tile after another as JPEG.
final class TileEncoder {
    /// The JPEG quality of a tile, of 100.
    private let quality: Int32
    private let handle: tjhandle
    private let buffer: UnsafeMutablePointer<UInt8>
    private let tileSize: Int

    /// An encoder for tiles up to so many pixels a side.
    init(tileSize: Int, quality: Int) throws(ImagingError) {
        let capacity = tjBufSize(Int32(tileSize), Int32(tileSize), Int32(TJSAMP_420.rawValue))
        guard let handle = tjInitCompress() else {
            throw ImagingError(.renderFailed, "Tiles cannot be encoded.", detail: "tjInitCompress")
        }
        guard let buffer = tjAlloc(Int32(capacity)) else {
            tjDestroy(handle)
            throw ImagingError(.renderFailed, "Tiles cannot be encoded.", detail: "tjAlloc")
        }
        self.handle = handle
        self.buffer = buffer
        self.tileSize = tileSize
        self.quality = Int32(quality)
    }

    deinit {
        tjFree(buffer)
        tjDestroy(handle)
    }

    /// A JPEG file of 8-bit sRGB samples, three a pixel.
    ///
    /// - Parameter pitch: bytes from one row to the next.
    /// - Returns: bytes that are good until the next call.
    func encode(
        _ pixels: UnsafePointer<UInt8>, width: Int, height: Int, pitch: Int
    ) throws(ImagingError) -> UnsafeBufferPointer<UInt8> {
        precondition(width <= tileSize && height <= tileSize, "a tile fits the encoder's buffer")
        var target: UnsafeMutablePointer<UInt8>? = buffer
        var count: UInt = 0
        let result = tjCompress2(
            handle, pixels, Int32(width), Int32(pitch), Int32(height), Int32(TJPF_RGB.rawValue), &target,
            &count, Int32(TJSAMP_420.rawValue), quality, TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT)
        guard result == 0 else {
            let detail = String(cString: tjGetErrorStr2(handle))
            throw ImagingError(.renderFailed, "A tile could not be encoded.", detail: detail)
        }
        return UnsafeBufferPointer(start: buffer, count: Int(count))
    }
}
