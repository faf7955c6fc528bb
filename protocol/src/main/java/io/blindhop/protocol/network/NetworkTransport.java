package io.blindhop.protocol.network;

import io.blindhop.protocol.store.TimeLeft;

/**
 * A way to one other node: takes a request there and brings its answer, whatever either of them means. HTTP is one, a data
 * channel another.
 *
 * <p>Guarantees: a request goes to this node and nowhere else, redirects are not followed; no call, and no read of an
 * answer, takes longer than the time left; no more of an answer than a few buffers is held in memory; nothing is tried
 * twice. For any number of threads; interrupting a thread ends its call.
 */
public interface NetworkTransport extends AutoCloseable {
    /**
     * Sends a request and waits for the head of its answer, whatever status it has.
     *
     * @param timeLeft holds for the body of the answer too
     * @throws RemoteUnreachableException if no answer came
     * @throws OutOfTimeException if none came in time
     * @throws CallCancelledException if the thread was interrupted; it still is
     * @throws BadAnswerException if what came is no answer
     */
    Answer send(Request request, TimeLeft timeLeft);

    /** The other node, for messages: no credentials in it. */
    String remote();

    /** Ends the calls that are on their way. */
    @Override
    void close();
}
