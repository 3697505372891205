import HTTPTypes
import Hummingbird
import Imaging
import NIOCore

/// The answer to a request for pixels, before it is put into the words of either HTTP layer.
struct TileAnswer: Sendable {
    /// 200 or 304.
    let status: Int
    /// Those that belong to the answer itself.
    var headers: [(String, String)]
    /// The file; nil where none is sent.
    let body: ByteBuffer?

    /// The answer for the router.
    var response: Response {
        var fields = HTTPFields()
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        return Response(
            status: HTTPResponse.Status(code: status), headers: fields,
            body: body.map { ResponseBody(byteBuffer: $0) } ?? ResponseBody())
    }
}

/// What an answer depends on beside what is asked for.
struct TileQuestion: Sendable {
    /// Below which prefix it was asked.
    let service: TileAddress.Service
    /// The address people use, without a slash at the end.
    let base: String
    /// Whether only the headers are wanted.
    let isHead: Bool
    /// The entity tags that are known to whoever asks.
    let ifNoneMatch: String?

    /// Whether a list of entity tags names this one, which has its quotes; tags may hold commas, so the quotes decide.
    func knows(_ tag: String) -> Bool {
        guard let ifNoneMatch else { return false }
        return ifNoneMatch == "*" || ifNoneMatch == tag || ifNoneMatch.contains(tag)
    }
}
