import Hummingbird
import Synchronization
import Workflow

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
    func text(pictures: PictureLoad) -> String {
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
            # HELP boxwood_pictures_total Pictures that are no stored tiles, by what became of them.
            # TYPE boxwood_pictures_total counter
            boxwood_pictures_total{outcome="made"} \(pictures.made)
            boxwood_pictures_total{outcome="cancelled"} \(pictures.cancelled)
            boxwood_pictures_total{outcome="refused"} \(pictures.refused)
            boxwood_pictures_total{outcome="failed"} \(pictures.failed)
            # HELP boxwood_pictures_running Pictures being made now.
            # TYPE boxwood_pictures_running gauge
            boxwood_pictures_running \(pictures.running)
            # HELP boxwood_pictures_waiting Pictures that wait for their turn.
            # TYPE boxwood_pictures_waiting gauge
            boxwood_pictures_waiting \(pictures.waiting)

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
