import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// The results of a function for every element, in the order of the elements, worked out on several cores.
    ///
    /// The elements are cut into blocks of a fixed length and every result is put where its element stands, so what
    /// comes out depends neither on the number of cores nor on who is done first. The function must not depend on the
    /// order of its calls. Returns when all are done.
    ///
    /// - Parameters:
    ///   - cores: how many cores work at most; nil takes all that the process may use.
    ///   - block: how many elements are handed out at a time; more than 0.
    func concurrentMap<Result: Sendable>(
        cores: Int? = nil, block: Int = 8, _ body: @Sendable (Element) -> Result
    ) -> [Result] {
        let blocks = (count + block - 1) / block
        let workers = Swift.min(Swift.max(1, cores ?? AvailableCores.count), blocks)
        guard workers > 1 else { return map(body) }
        return [Result](unsafeUninitializedCapacity: count) { results, initialized in
            let target = ResultPlaces(places: results)
            let next = Atomic<Int>(0)
            DispatchQueue.concurrentPerform(iterations: workers) { _ in
                while true {
                    let own = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard own < blocks else { return }
                    for index in own * block..<Swift.min(count, (own + 1) * block) {
                        target.places.initializeElement(at: index, to: body(self[index]))
                    }
                }
            }
            initialized = count
        }
    }
}

extension Array where Element: Sendable {
    /// Changes every element by a function of its index, worked out on several cores.
    ///
    /// What comes out depends neither on the number of cores nor on who is done first. Returns when all are done.
    ///
    /// - Parameters:
    ///   - cores: how many cores work at most; nil takes all that the process may use.
    ///   - block: how many elements are handed out at a time; more than 0.
    mutating func concurrentUpdate(
        cores: Int? = nil, block: Int = 256,
        _ body: @Sendable (_ index: Int, _ element: inout Element) -> Void
    ) {
        let count = count
        let blocks = (count + block - 1) / block
        let workers = Swift.min(Swift.max(1, cores ?? AvailableCores.count), blocks)
        withUnsafeMutableBufferPointer { elements in
            guard workers > 1 else {
                for index in 0..<count { body(index, &elements[index]) }
                return
            }
            let target = ResultPlaces(places: elements)
            let next = Atomic<Int>(0)
            DispatchQueue.concurrentPerform(iterations: workers) { _ in
                while true {
                    let own = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard own < blocks else { return }
                    for index in own * block..<Swift.min(count, (own + 1) * block) {
                        body(index, &target.places[index])
                    }
                }
            }
        }
    }
}

/// Where results go; every place is written once, by whoever has its block.
private struct ResultPlaces<Result>: @unchecked Sendable {
    let places: UnsafeMutableBufferPointer<Result>
}
