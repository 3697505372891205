import CVips
import Synchronization

/// Loaders of formats that the product never decodes, let in for the tests that look at what it encodes.
enum ForeignLoaders {
    private static let turn = Mutex(())

    /// Runs something while libvips decodes GIF.
    static func withGIF<Answer>(_ body: () -> Answer) -> Answer {
        turn.withLock { _ in
            vips_operation_block_set("VipsForeignLoadNsgif", 0)
            defer { vips_operation_block_set("VipsForeignLoadNsgif", 1) }
            return body()
        }
    }

    /// Runs something while none of them is let in.
    static func without<Answer>(_ body: () -> Answer) -> Answer { turn.withLock { _ in body() } }
}
