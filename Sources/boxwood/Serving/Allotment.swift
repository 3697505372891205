/// A number of equal parts of something, children or bytes, that tasks take and give back, in the order they came.
actor Allotment {
    private let total: Int
    private var free: Int
    private var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    /// An allotment of so many parts, all of them free.
    init(_ total: Int) {
        self.total = total
        free = total
    }

    /// Waits until so many parts are free and everybody who came before has theirs; takes them.
    ///
    /// Who wants more than there is gets all there is.
    func take(_ count: Int) async {
        let count = min(count, total)
        if waiting.isEmpty, count <= free {
            free -= count
        } else {
            await withCheckedContinuation { waiting.append((count, $0)) }
        }
    }

    /// Gives back what was taken, and lets in those for whom there is room now.
    func giveBack(_ count: Int) {
        free += min(count, total)
        while let next = waiting.first, next.count <= free {
            free -= next.count
            waiting.removeFirst().continuation.resume()
        }
    }
}
