package io.blindhop.infra.lambda;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The Runtime API of one copy, on a port of the loopback of its own.
 *
 * <p>Netty without Vert.x, which shows neither the trailers of a request nor where its chunks end.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi {
    private static final int MAX_CHUNK_BYTES = 16 * 1024 * 1024;

    private final Channel server;
    private final ChannelGroup connections;

    private RuntimeApi(Channel server, ChannelGroup connections) {
        this.server = server;
        this.connections = connections;
    }

    static RuntimeApi open(RuntimeLoops loops, Copy copy, String functionArn) {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        Channel server = new ServerBootstrap()
                .group(loops.accepting(), loops.traffic())
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline()
                                .addLast(new HttpServerCodec(new HttpDecoderConfig()
                                        .setMaxChunkSize(MAX_CHUNK_BYTES)
                                        .setAllowPartialChunks(false)))
                                .addLast(new HttpServerExpectContinueHandler())
                                .addLast(new RuntimeConnection(copy, functionArn));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        return new RuntimeApi(server, connections);
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        InetSocketAddress bound = (InetSocketAddress) server.localAddress();
        return bound.getAddress().getHostAddress() + ":" + bound.getPort();
    }

    void close() {
        server.close().addListener(RuntimeConnection::log);
        connections.close().addListener(RuntimeConnection::log);
    }
}
