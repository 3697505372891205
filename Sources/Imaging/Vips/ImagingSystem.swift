import CVips
import Synchronization

/// libvips itself: started once in a process, and told what it may open.
public enum ImagingSystem {
    private static let started = Mutex(false)

    /// Starts libvips, once: later calls only widen what may be decoded.
    ///
    /// Every loader is switched off but those of JPEG, PNG and WebP, because libvips chooses a loader by
    /// content: a file called `.jpg` that holds SVG or MATLAB would reach libraries that were never meant
    /// for strangers' files. The libraries of other formats that come as modules (ImageMagick, Poppler and the
    /// like) are not even loaded, which also halves the time to start. No operation cache, and one thread for
    /// each job: parallelism comes from the caller's pool. Everything in this module calls it, so callers need
    /// not; calling it first makes a missing library show at start.
    ///
    /// - Parameter allowTIFF: also decode TIFF, from now on, in the whole process.
    /// - Throws: ``ImagingError`` with reason `renderFailed` when libvips will not start.
    public static func start(allowTIFF: Bool = false) throws(ImagingError) {
        let failure: ImagingError? = started.withLock { isStarted in
            if !isStarted {
                // Modules are looked for below this folder.
                g_setenv("VIPSHOME", "/nonexistent", 1)
                guard vips_init("boxwood") == 0 else {
                    let message = "Image processing is not available."
                    return VipsHandle.failure(.renderFailed, message, "vips_init")
                }
                boxwood_vips_silence_warnings()
                vips_concurrency_set(1)
                vips_cache_set_max(0)
                vips_operation_block_set("VipsForeignLoad", 1)
                for loader in ["Jpeg", "Png", "Webp"] {
                    vips_operation_block_set("VipsForeignLoad\(loader)", 0)
                }
                vips_block_untrusted_set(1)
                isStarted = true
            }
            if allowTIFF { vips_operation_block_set("VipsForeignLoadTiff", 0) }
            return nil
        }
        if let failure { throw failure }
    }

    /// The version of the libvips in use, such as `8.14.1`.
    public static var version: String {
        "\(vips_version(0)).\(vips_version(1)).\(vips_version(2))"
    }

    /// Keeps the C library from making a heap for every thread; call it first of all.
    ///
    /// Decoding on many threads otherwise leaves each its own free memory, which no other uses.
    public static func limitHeaps() { boxwood_limit_heaps(2) }

    /// Lets the process open as many files at once as the system allows it to: packs are kept open.
    public static func allowOpenFiles() { _ = boxwood_limit_open_files(.max) }

    /// Gives the system back what was freed; takes some milliseconds.
    public static func giveBackMemory() { boxwood_give_back_memory() }

    /// Frees what libvips keeps for the calling thread; call it before a pool's thread ends.
    public static func threadWillEnd() {
        vips_thread_shutdown()
    }
}
