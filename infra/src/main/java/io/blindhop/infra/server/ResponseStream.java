package io.blindhop.infra.server;

import io.blindhop.functions.http.PeerGoneException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The body of an answer as a stream: blocks its (virtual) thread while the peer is slow, so that never more than the
 * write queue and one buffer of 64 KiB wait in memory.
 *
 * <p>Closing does nothing: only {@link #finish} tells the client that the body is complete.
 */
final class ResponseStream extends OutputStream {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int QUEUE_BYTES = 256 * 1024;

    private final HttpServerResponse response;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean gone;
    private int inFlight;
    private byte[] buffer = new byte[0];
    private int filled;
    private long written;
    private OptionalLong promised = OptionalLong.empty();

    ResponseStream(HttpServerResponse response) {
        this.response = response;
    }

    void promise(OptionalLong length) {
        promised = length;
        buffer = new byte[BUFFER_BYTES];
    }

    /** The connection is closed: whoever writes or waits gets a {@link PeerGoneException}. */
    void peerGone() {
        lock.lock();
        try {
            gone = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (promised.isPresent() && written + length > promised.getAsLong()) {
            throw new IOException("The body is longer than the " + promised.getAsLong() + " bytes that were promised");
        }
        written += length;
        int position = from;
        int left = length;
        while (left > 0) {
            int count = Math.min(left, buffer.length - filled);
            System.arraycopy(bytes, position, buffer, filled, count);
            filled += count;
            position += count;
            left -= count;
            if (filled == buffer.length) {
                flush();
            }
        }
    }

    /** Hands over what is buffered, after waiting for room in the queue; status and headers with it, or alone. */
    @Override
    public void flush() throws IOException {
        int count = filled;
        awaitRoomFor(count);
        if (count > 0 || !response.headWritten()) {
            response.write(Buffer.buffer(count).appendBytes(buffer, 0, count)).onComplete(sent -> left(count));
            filled = 0;
        }
    }

    /** @throws IOException if fewer bytes were written than promised; the client has not been told the end then */
    Future<Void> finish() throws IOException {
        if (promised.isPresent() && written < promised.getAsLong()) {
            throw new IOException("The body has " + written + " bytes, but " + promised.getAsLong() + " were promised");
        }
        flush();
        return response.end();
    }

    private void left(int count) {
        lock.lock();
        try {
            inFlight -= count;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // Counted here: the write queue of the connection does not see what waits for its event loop.
    private void awaitRoomFor(int count) throws IOException {
        lock.lock();
        try {
            while (!gone && inFlight >= QUEUE_BYTES) {
                changed.await();
            }
            if (gone) {
                throw new PeerGoneException("The client closed the connection after " + written + " bytes");
            }
            inFlight += count;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server stops", e);
        } finally {
            lock.unlock();
        }
    }
}
