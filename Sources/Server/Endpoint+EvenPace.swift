import Hummingbird

extension Endpoint {
    /// The same, replying only at whole multiples of a step after the request was read.
    ///
    /// A known answer takes the server a little longer to hand out than other work. Replies of a person's own turns leave by
    /// the step, whatever they say, so that differences much smaller than it show in no reply's time.
    func evenlyPaced(by step: Duration = .milliseconds(10)) -> Endpoint {
        Endpoint(method, path, summary, body: body, caller: caller, success: success, route: route) {
            request, context in
            let start = ContinuousClock.now
            func wait() async {
                let steps = ((ContinuousClock.now - start) / step).rounded(.up)
                // Whoever hung up is waited for no longer.
                try? await Task.sleep(until: start + step * steps, tolerance: .zero)
            }
            do {
                let response = try await handler(request, context)
                await wait()
                return response
            } catch {
                await wait()
                throw error
            }
        }
    }
}
