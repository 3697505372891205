import Labeling

/// Which of a person's tasks are gold, or images that come back: decided by a secret number and how many tasks they had
/// before.
///
/// The same question always has the same answer, so that the image that is announced as the next is the one that comes.
struct GoldSchedule: Sendable {
    private let seed: UInt64
    private let rate: Double

    init(_ record: GoldSettingsRecord, for annotator: AccountID) {
        var seed = UInt64(bitPattern: record.seed)
        for byte in annotator.rawValue.utf8 { seed = Self.mixed(seed ^ UInt64(byte)) }
        self.seed = seed
        rate = record.settings.rate
    }

    /// When an image comes back to the person who answered it.
    init(_ image: ReturningImage, rate: Double) {
        seed = Self.mixed(UInt64(bitPattern: image.draw))
        self.rate = rate
    }

    /// Whether the task after this many others is one of this kind, if there is any left.
    func isGold(after tasks: Int) -> Bool {
        Double(Self.mixed(seed ^ UInt64(truncatingIfNeeded: tasks)) >> 11) * 0x1p-53 < rate
    }

    /// How many tasks a person still has: all ordinary ones, and the gold and the images that come back between them.
    ///
    /// - Parameters:
    ///   - schedule: of gold; nil where the project has none.
    ///   - returning: of images that may come back, in their order.
    static func remaining(
        ordinary: Int, gold: Int, schedule: GoldSchedule?, returning: [GoldSchedule], after tasks: Int
    ) -> Int {
        var (ordinary, gold, count) = (ordinary, gold, 0)
        var returning = returning[...]
        while ordinary > 0 {
            guard gold > 0 || !returning.isEmpty else { return count + ordinary }
            if gold > 0, let schedule, schedule.isGold(after: tasks + count) {
                gold -= 1
            } else if let first = returning.first, first.isGold(after: tasks + count) {
                returning.removeFirst()
            } else {
                ordinary -= 1
            }
            count += 1
        }
        return count
    }

    /// Source: the finalizer of SplitMix64, Steele, Lea and Flood 2014.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
