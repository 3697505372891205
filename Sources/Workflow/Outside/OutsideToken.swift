import Labeling

/// What an outside link says of itself: which link it is, for whom, and the signature over both.
///
/// Written `link.signature`, or `link.worker.signature` where the worker's name is part of what was signed.
struct OutsideToken {
    /// The longest that is read.
    private static let longest = 700

    let link: OutsideLinkID
    /// The name of the one person it is for.
    let worker: String?

    init(link: OutsideLinkID, worker: String? = nil) {
        self.link = link
        self.worker = worker
    }

    /// Reads a token; nil where this server did not sign it.
    init?(_ text: String, key: SigningKey) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard text.utf8.count <= Self.longest, parts.count == 2 || parts.count == 3 else { return nil }
        var worker: String?
        if parts.count == 3 {
            guard let bytes = Hexadecimal.bytes(parts[1]),
                let name = String(validating: bytes, as: UTF8.self)
            else { return nil }
            worker = name
        }
        self.init(link: OutsideLinkID(parts[0]), worker: worker)
        guard key.hasSigned(signedText, parts[parts.count - 1]) else { return nil }
    }

    func text(key: SigningKey) -> String {
        let middle = worker.map { [Hexadecimal.text(Array($0.utf8))] } ?? []
        return ([link.rawValue] + middle + [key.signature(of: signedText)]).joined(separator: ".")
    }

    /// Names its purpose, so that a signature is good for nothing else.
    private var signedText: String {
        "boxwood outside link 1\n\(link)\n\(worker == nil ? "anyone" : "worker")\n\(worker ?? "")"
    }
}
