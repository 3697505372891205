import Testing

@testable import Agreement

@Suite("Work on several cores")
struct ConcurrentMapTests {
    @Test(
        "Results stand where their elements stand, whatever the number of cores and the length of blocks",
        arguments: [0, 1, 7, 8, 9, 1000], [1, 2, 3, 16])
    func order(count: Int, cores: Int) {
        let elements = (0..<count).map { $0 * 3 }
        // Texts, so that a result taken twice or never would be noticed by its memory.
        let expected = elements.map { "\($0) \(String(repeating: "x", count: $0 % 40))" }
        for block in [1, 8, 5000] {
            let found = elements.concurrentMap(cores: cores, block: block) {
                "\($0) \(String(repeating: "x", count: $0 % 40))"
            }
            #expect(found == expected)
        }
    }

    @Test("All cores by default, and at least one")
    func defaults() {
        #expect(AvailableCores.count >= 1)
        #expect([1, 2, 3].concurrentMap { $0 + 1 } == [2, 3, 4])
        #expect([1, 2, 3].concurrentMap(cores: 0) { $0 + 1 } == [2, 3, 4])
    }

    @Test("Every element is changed once, in its place", arguments: [0, 1, 7, 1000], [0, 1, 2, 3, 16])
    func update(count: Int, cores: Int) {
        for block in [1, 8, 5000] {
            var elements = (0..<count).map { "\($0)" }
            elements.concurrentUpdate(cores: cores, block: block) { index, text in text += " \(index * 3)" }
            #expect(elements == (0..<count).map { "\($0) \($0 * 3)" })
        }
    }
}
