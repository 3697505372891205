import Hummingbird
import Synchronization

/// Counts answers by status class and the time they took, for Prometheus to read.
final class ServerMetrics: Sendable {
    private struct Counts {
        var requests: [Int: Int] = [:]
        var seconds = 0.0
    }

    private let counts = Mutex(Counts())

    /// Notes one answer.
    func count(status: Int, seconds: Double) {
        counts.withLock { counts in
            counts.requests[status, default: 0] += 1
            counts.seconds += seconds
        }
    }

    /// The counters in Prometheus' text exposition format 0.0.4.
    func text() -> String {
        let counts = counts.withLock { $0 }
        let rows = counts.requests.sorted { $0.key < $1.key }.map { status, number in
            "boxwood_http_requests_total{status=\"\(status)\"} \(number)\n"
        }
        return """
            # HELP boxwood_http_requests_total Answers by HTTP status.
            # TYPE boxwood_http_requests_total counter
            \(rows.joined())# HELP boxwood_http_request_seconds_total Time spent answering.
            # TYPE boxwood_http_request_seconds_total counter
            boxwood_http_request_seconds_total \(counts.seconds)

            """
    }
}

/// Times every request.
struct MetricsMiddleware: RouterMiddleware {
    typealias Context = BoxwoodContext

    let metrics: ServerMetrics

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        metrics.count(status: response.status.code, seconds: (ContinuousClock.now - start) / .seconds(1))
        return response
    }
}
