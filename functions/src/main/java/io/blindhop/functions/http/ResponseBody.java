package io.blindhop.functions.http;

import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** What follows the headers of an answer. */
public sealed interface ResponseBody {

    /** Nothing. */
    record Empty() implements ResponseBody {}

    /** All of it, in memory. */
    record Whole(Bytes bytes) implements ResponseBody {}

    /**
     * Written while it is sent.
     *
     * @param length the exact number of bytes if it is known; a writer that writes fewer or more has failed
     */
    record Streamed(OptionalLong length, Writer writer) implements ResponseBody {}

    /**
     * Writes a body.
     *
     * <p>It is called at most once, on the thread of the request, after status and headers are decided. The stream blocks
     * while the peer is slow and throws {@link PeerGoneException} when the peer is gone. Whatever the writer throws cuts
     * the connection, so that the peer cannot mistake a part for the whole: check everything that can be refused before
     * the answer is returned.
     */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }
}
