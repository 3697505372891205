import Foundation
import NIOCore

/// Takes server-sent events out of the pieces they come in.
///
/// Source: HTML Standard, section 9.2.6; of the fields only `data` is looked at.
struct EventReader {
    private var line: [UInt8] = []
    private var data: [UInt8] = []

    /// The documents that are whole with this piece.
    mutating func documents(after piece: ByteBuffer) -> [Data] {
        var whole: [Data] = []
        for byte in piece.readableBytesView {
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                continue
            }
            if line.isEmpty {
                if !data.isEmpty { whole.append(Data(data)) }
                data = []
            } else if line.starts(with: "data: ".utf8) {
                data += line.dropFirst(6)
            }
            line = []
        }
        return whole
    }
}
