import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// HTTP/1.1 connections on which stored tiles are answered before a request ever reaches the router.
///
/// Puts together what Hummingbird's own channel does, with ``TileChannelHandler`` in front of the translation into its
/// types. Whatever that handler does not answer goes on as if it were not there.
struct TileFirstChannel: ServerChildChannel, HTTPChannelHandler {
    /// A connection as the server holds it.
    struct Value: ServerChildChannelValue {
        let parts: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
        let connection: Connection

        var channel: any Channel { parts.channel }
    }

    /// How long a connection may lie idle.
    private static let idleTimeout = TimeAmount.seconds(60)

    let responder: HTTPChannelHandler.Responder
    let tiles: FastTiles

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = 16 << 10
            limits.maxHeaderListSize = 16 << 10
            limits.maxHeaderFieldCount = 100
            let connection = Connection()
            let pipeline = channel.pipeline.syncOperations
            // Outgoing headers are made of checked parts only, and the router's types check them again.
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false,
                withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            try pipeline.addHandler(
                TileChannelHandler(tiles: tiles, connection: connection, idleTimeout: Self.idleTimeout))
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: nil, logger: logger))
            let parts = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
                wrappingChannelSynchronously: channel,
                configuration: .init(isOutboundHalfClosureEnabled: true))
            return Value(parts: parts, connection: connection)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await Connection.$current.withValue(value.connection) {
            await handleHTTP(asyncChannel: value.parts, logger: logger)
        }
    }
}
