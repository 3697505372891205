import Hummingbird
import Imaging
import Labeling
import Logging
import NIOCore

/// Turns whatever a handler throws into problem details; what is our fault is logged, never shown.
struct ErrorMiddleware: RouterMiddleware {
    typealias Context = BoxwoodContext

    let allowed: AllowedMethods

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as BoxwoodError {
            if error.code == .internal {
                context.logger.error(
                    "request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            }
            return Problem.response(error)
        } catch let error as IIIFError {
            return Problem.response(
                status: .init(code: error.status), detail: error.message,
                retryAfterSeconds: error.retryAfterSeconds)
        } catch let error as ImagingError {
            context.logger.error(
                "request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            return Problem.response(status: .internalServerError, detail: error.message)
        } catch let error as any HTTPResponseError {
            let status = error.status
            let methods = status == .notFound ? allowed.methods(at: request.uri.path) : []
            if !methods.isEmpty, !methods.contains(request.method) {
                let names = methods.map(\.rawValue).joined(separator: ", ")
                var response = Problem.response(
                    status: .methodNotAllowed, detail: "This address takes \(names).")
                response.headers[.allow] = names
                return response
            }
            return Problem.response(
                status: status,
                detail: status == .notFound ? "There is nothing at this address." : status.reasonPhrase)
        } catch {
            context.logger.error(
                "request failed",
                metadata: ["path": "\(request.uri.path)", "error": "\(String(reflecting: error))"])
            return Problem.response(
                BoxwoodError(.internal, "Something went wrong on the server; it has been logged."))
        }
    }
}
