import NIOCore
import NIOHTTP1

/// Answers what ``FastTiles`` can, between the HTTP codec and the server, and passes everything else on.
///
/// Answers stay in the order of the requests: while one is being answered further on, those behind it follow it there,
/// and so they do while the other end reads too slowly, because there the server waits. Closes connections that lie
/// idle, since only this handler sees all requests.
final class TileChannelHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let tiles: FastTiles
    private let connection: Connection
    private let idleTimeout: TimeAmount

    /// The answer to the request that is being read, sent when that has ended.
    private var answer: (head: HTTPResponseHead, body: ByteBuffer?)?
    /// Requests that were passed on and are not answered yet.
    private var passedOn = 0
    private var isReadingRequest = false
    private var needsFlush = false
    private var lastActive = NIODeadline.now()
    private var idleCheck: Scheduled<Void>?

    init(tiles: FastTiles, connection: Connection, idleTimeout: TimeAmount) {
        self.tiles = tiles
        self.connection = connection
        self.idleTimeout = idleTimeout
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastActive = .now()
        switch unwrapInboundIn(data) {
        case .head(let head):
            isReadingRequest = true
            if passedOn == 0, context.channel.isWritable { answer = tiles.answer(to: head) }
            if answer == nil {
                passedOn += 1
                context.fireChannelRead(data)
            }
        case .body:
            if answer == nil { context.fireChannelRead(data) }
        case .end:
            isReadingRequest = false
            guard let answer else { return context.fireChannelRead(data) }
            self.answer = nil
            context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
            if let body = answer.body {
                context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
            }
            context.write(wrapOutboundOut(.end(nil)), promise: nil)
            needsFlush = true
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if needsFlush {
            needsFlush = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            passedOn -= 1
            lastActive = .now()
        }
        context.write(data, promise: promise)
    }

    // MARK: The other end

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { connection.close() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        connection.close()
        context.fireChannelInactive()
    }

    // MARK: Idle connections

    func handlerAdded(context: ChannelHandlerContext) {
        lastActive = .now()
        checkIdleness(context, after: idleTimeout)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        idleCheck?.cancel()
        idleCheck = nil
    }

    private func checkIdleness(_ context: ChannelHandlerContext, after delay: TimeAmount) {
        idleCheck = context.eventLoop.assumeIsolated().scheduleTask(in: delay) { [self] in
            idleCheck = nil
            guard context.channel.isActive else { return }
            let isAnswering = passedOn > 0 && !isReadingRequest
            let left = lastActive + idleTimeout - .now()
            if isAnswering || left > .nanoseconds(0) {
                checkIdleness(context, after: isAnswering ? idleTimeout : left)
            } else {
                context.close(promise: nil)
            }
        }
    }
}

@available(*, unavailable)
extension TileChannelHandler: Sendable {}
