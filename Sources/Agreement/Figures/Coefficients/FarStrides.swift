/// The numbers from 1 to `count - 1`, each once, in an order in which neighbours are far apart.
///
/// Two things that are a stride apart in a list are compared as if by accident, and the same ones on every run.
struct FarStrides {
    private let count: Int
    private let step: Int

    /// Strides through a list of `count` things, at least 2.
    init(count: Int) {
        self.count = count
        let span = max(1, count - 1)
        // About the golden section, whose multiples fill a circle evenly.
        var step = max(1, Int((Double(span) * 0.618_033_988_749_895).rounded()))
        while FarStrides.divisor(step, span) != 1 { step += 1 }
        self.step = step
    }

    /// The stride of a round, from 0; after `count - 1` rounds they repeat.
    func stride(_ round: Int) -> Int {
        let span = max(1, count - 1)
        let turns = round % span + 1
        return 1 + Int((UInt64(turns) * UInt64(step)) % UInt64(span))
    }

    private static func divisor(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}
