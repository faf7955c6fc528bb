package io.blindhop.protocol.wire;

import java.io.IOException;

/**
 * The elements of an answer's list, handed over one at a time so that none has to be held. If the feed throws, the
 * answer stays cut off, which a client notices.
 */
@FunctionalInterface
public interface Feed<T> {
    void to(Sink<? super T> sink) throws IOException;

    /** Takes one element. */
    @FunctionalInterface
    interface Sink<T> {
        void accept(T element) throws IOException;
    }

    static <T> Feed<T> of(Iterable<? extends T> elements) {
        return sink -> {
            for (T element : elements) {
                sink.accept(element);
            }
        };
    }
}
