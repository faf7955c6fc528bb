package io.blindhop.infra.lambda;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the Runtime APIs of one function.
 *
 * @param accepting apart from the traffic, because a port is bound while the lock is held that the traffic may wait for
 */
record RuntimeLoops(EventLoopGroup accepting, EventLoopGroup traffic) implements AutoCloseable {
    static RuntimeLoops start() {
        return new RuntimeLoops(new NioEventLoopGroup(1), new NioEventLoopGroup(1));
    }

    @Override
    public void close() {
        stop(accepting);
        stop(traffic);
    }

    private static void stop(EventLoopGroup group) {
        if (!group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The Runtime API does not stop");
        }
    }
}
