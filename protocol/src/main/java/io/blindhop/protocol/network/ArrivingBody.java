package io.blindhop.protocol.network;

import io.blindhop.protocol.store.TimeLeft;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The body of an answer while it arrives: more is asked of the connection only when what has come was read, and no read
 * waits longer than the caller's time or the longest silence. To be read by one thread.
 */
final class ArrivingBody extends InputStream implements BodySubscriber<ArrivingBody> {
    private sealed interface Signal {}

    private record Data(List<ByteBuffer> buffers) implements Signal {}

    private record Failed(Throwable cause) implements Signal {}

    private record End() implements Signal {}

    private final String what;
    private final TimeLeft timeLeft;
    private final Duration silence;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicReference<Subscription> subscription = new AtomicReference<>();
    private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
    private long bytes;
    private volatile boolean givenUp;
    private boolean ended;
    private boolean whole;

    ArrivingBody(String what, TimeLeft timeLeft, Duration silence) {
        this.what = what;
        this.timeLeft = timeLeft;
        this.silence = silence;
    }

    @Override
    public CompletionStage<ArrivingBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription offered) {
        subscription.set(offered);
        if (givenUp) {
            offered.cancel();
        } else {
            offered.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> data) {
        signals.add(new Data(data));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Failed(cause));
    }

    @Override
    public void onComplete() {
        signals.add(new End());
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int count) {
        Objects.checkFromIndexSize(from, count, target.length);
        if (count == 0) {
            return 0;
        }
        while (!ended && buffers.isEmpty()) {
            advance(await());
        }
        ByteBuffer buffer = buffers.peek();
        if (buffer == null) {
            if (whole) {
                return -1;
            }
            throw new RemoteUnreachableException(what + ": the answer was given up after " + bytes + " bytes");
        }
        int read = Math.min(count, buffer.remaining());
        buffer.get(target, from, read);
        bytes += read;
        if (!buffer.hasRemaining()) {
            buffers.remove();
            askForMore();
        }
        return read;
    }

    private void advance(Signal signal) {
        switch (signal) {
            case Data(List<ByteBuffer> arrived) -> {
                arrived.stream().filter(ByteBuffer::hasRemaining).forEach(buffers::add);
                askForMore();
            }
            case Failed(Throwable cause) -> {
                ended = true;
                throw new RemoteUnreachableException(
                        what + ": the answer was cut off after " + bytes + " bytes", cause);
            }
            case End() -> {
                ended = true;
                whole = true;
            }
        }
    }

    private void askForMore() {
        if (buffers.isEmpty()) {
            subscription.get().request(1);
        }
    }

    private Signal await() {
        Duration left = timeLeft.left();
        Duration wait = left.compareTo(silence) < 0 ? left : silence;
        Signal signal;
        try {
            signal = signals.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new CallCancelledException(what + " was interrupted after " + bytes + " bytes of the answer", e);
        }
        if (signal != null) {
            return signal;
        }
        close();
        if (timeLeft.left().isPositive()) {
            throw new RemoteUnreachableException(what + ": nothing more of the answer came for " + silence.toMillis()
                    + " ms after " + bytes + " bytes");
        }
        throw new OutOfTimeException(what + ": the time for the answer was over after " + bytes + " bytes");
    }

    /** Gives the connection up unless the answer has ended. */
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            buffers.clear();
            givenUp = true;
            Subscription running = subscription.get();
            if (running != null) {
                running.cancel();
            }
        }
    }
}
