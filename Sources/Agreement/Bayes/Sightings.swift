/// The different lists of people who answered an image; images with the same people of whom the same drew nothing share
/// one.
struct Panels: Sendable {
    private var lists = DistinctSequences()

    /// How many there are.
    var count: Int { lists.count }

    /// A panel's people, ascending.
    subscript(number: Int) -> MarkedPeople { MarkedPeople(codes: lists[number]) }

    /// The number of a panel.
    ///
    /// - Parameters:
    ///   - people: everybody who answered, ascending.
    ///   - drew: for each whether they drew anything on the image.
    mutating func number(of people: [Int32], whoDrew drew: [Bool]) -> Int {
        lists.number(of: zip(people, drew).map { MarkedPeople.code($0, isMarked: !$1) })
    }
}

/// What people did about candidates: who drew one, who has no say in it, and who of the panel neither.
struct Sightings: Sendable {
    private var lists = DistinctSequences()
    private var scratch: [Int32] = []

    /// How many there are.
    var count: Int { lists.count }

    /// The number of the panel of a sighting.
    func panel(_ number: Int) -> Int { Int(lists[number].first ?? 0) }

    /// Everybody who drew a candidate, and the neutral, who are marked; ascending.
    subscript(number: Int) -> MarkedPeople { MarkedPeople(codes: lists[number].dropFirst()) }

    /// The number of a sighting.
    ///
    /// - Parameters:
    ///   - panel: the number of the panel.
    ///   - drew: who drew the candidate, ascending.
    ///   - neutral: who has no say in it.
    mutating func number(panel: Int32, drew: ArraySlice<Int32>, neutral: [Int32]) -> Int {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(panel)
        for person in drew { scratch.append(MarkedPeople.code(person, isMarked: false)) }
        if !neutral.isEmpty {
            for person in neutral { scratch.append(MarkedPeople.code(person, isMarked: true)) }
            scratch[1...].sort()
        }
        return lists.number(of: scratch)
    }
}

/// What candidates were called by whom.
struct Namings: Sendable {
    private var lists = DistinctSequences()
    private var scratch: [Int32] = []

    /// How many there are.
    var count: Int { lists.count }

    /// Who called a candidate what.
    subscript(number: Int) -> Naming { Naming(codes: lists[number]) }

    /// The number of a naming.
    ///
    /// - Parameters:
    ///   - people: who drew the candidate, ascending.
    ///   - labels: what each called it.
    mutating func number(of people: ArraySlice<Int32>, labels: some Sequence<Int32>) -> Int {
        scratch.removeAll(keepingCapacity: true)
        for (person, label) in zip(people, labels) {
            scratch.append(person)
            scratch.append(label)
        }
        return lists.number(of: scratch)
    }
}

/// People, ascending, each with the class that they gave.
struct Naming {
    fileprivate let codes: ArraySlice<Int32>

    /// How many people there are.
    var count: Int { codes.count / 2 }

    /// The index of one of them, counted from 0.
    func person(_ vote: Int) -> Int { Int(codes[codes.startIndex + 2 * vote]) }

    /// The index of the class that one of them gave.
    func label(_ vote: Int) -> Int { Int(codes[codes.startIndex + 2 * vote + 1]) }
}

/// A list of people, some of whom are marked.
struct MarkedPeople: Sequence {
    fileprivate let codes: ArraySlice<Int32>

    fileprivate static func code(_ person: Int32, isMarked: Bool) -> Int32 { 2 * person + (isMarked ? 1 : 0) }

    /// How many people there are.
    var count: Int { codes.count }

    func makeIterator() -> Iterator { Iterator(codes: codes.makeIterator()) }

    struct Iterator: IteratorProtocol {
        fileprivate var codes: ArraySlice<Int32>.Iterator

        mutating func next() -> (person: Int, isMarked: Bool)? {
            codes.next().map { (Int($0 >> 1), $0 & 1 == 1) }
        }
    }
}
