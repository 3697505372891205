import Labeling

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Turns a failed system call into the error callers see, and tells the operator the rest.
struct FileFailure: Sendable {
    /// Takes what is not fit for the person.
    let diagnose: @Sendable (StorageDiagnostic) -> Void

    /// The error for the call that has just failed, by `errno`.
    func callAsFunction(_ call: String, _ path: String) -> BoxwoodError {
        let code = errno
        let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        diagnose(StorageDiagnostic(message: "\(call) \(path): \(reason)", isDiskFailure: code == EIO))
        return code == ENOSPC || code == EDQUOT
            ? BoxwoodError(.noSpace, "The server's disk is full; nothing was changed.")
            : BoxwoodError(.internal, "The server can't reach its files.")
    }
}
