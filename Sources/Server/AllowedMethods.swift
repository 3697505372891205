import HTTPTypes

/// Which methods an address takes, for the answer to one it does not take (RFC 9110, section 15.5.6).
struct AllowedMethods: Sendable {
    private let routes: [(segments: [Substring], method: HTTPRequest.Method)]

    /// The methods of these endpoints.
    init(_ endpoints: [Endpoint]) {
        routes = endpoints.map { ($0.path.split(separator: "/"), $0.method) }
    }

    /// The methods that a path takes, each once, HEAD wherever GET is and OPTIONS at the image services; empty when
    /// nothing is at the path.
    func methods(at path: String) -> [HTTPRequest.Method] {
        let segments = path.split(separator: "/")
        var methods: [HTTPRequest.Method] = []
        for route in routes where Self.matches(route.segments, segments) && !methods.contains(route.method) {
            methods.append(route.method)
        }
        if methods.contains(.get) { methods.append(.head) }
        return TileRoutes.serve(path) && !methods.isEmpty ? methods + [.options] : methods
    }

    private static func matches(_ pattern: [Substring], _ segments: [Substring]) -> Bool {
        pattern.count == segments.count && zip(pattern, segments).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
    }
}
