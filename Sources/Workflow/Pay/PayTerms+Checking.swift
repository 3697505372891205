import Labeling

extension PayTerms {
    /// The largest amount in minor units that is accepted.
    private static let mostAmount = 1_000_000_000_000
    /// The largest price in minor units of one piece of work.
    static let mostPrice = 100_000_000

    /// The terms, every part checked.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` naming the part.
    func checked() throws(BoxwoodError) -> PayTerms {
        let letters = currency.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        guard currency.utf8.count == 3, letters else {
            throw .invalid("pay.currency", "A currency has three capital letters, such as EUR.")
        }
        for (name, value) in [("price", price), ("secondPassPrice", secondPassPrice)] {
            guard (0...Self.mostPrice).contains(value) else {
                throw .invalid(
                    "pay.\(name)", "A price lies between 0 and \(Self.mostPrice) minor units.")
            }
        }
        guard (0...100_000).contains(feeBasisPoints) else {
            throw .invalid("pay.feeBasisPoints", "Fees lie between 0 and 100000, which is 1000 %.")
        }
        guard budget.map({ (0...Self.mostAmount).contains($0) }) ?? true else {
            throw .invalid("pay.budget", "A budget lies between 0 and \(Self.mostAmount) minor units.")
        }
        guard autoApproveHours.map({ (0...8_760).contains($0) }) ?? true else {
            throw .invalid("pay.autoApproveHours", "Work is approved after 0 to 8760 hours, which is a year.")
        }
        return self
    }
}
