package io.blindhop.protocol.client;

import io.blindhop.protocol.crypto.DecryptionException;
import io.blindhop.protocol.network.Answer;
import io.blindhop.protocol.network.BadAnswerException;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.RemoteBusyException;
import io.blindhop.protocol.network.RemoteException;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.network.RemoteUnreachableException;
import io.blindhop.protocol.network.Request;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.protocol.wire.AuthMessages;
import io.blindhop.protocol.wire.BadRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** One request and its answer: what is not an answer of the protocol becomes a {@link RemoteException} here. */
final class Exchange {
    /** Nobody there, or too much to do: of a server, or of what stands before it. */
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int MAX_REASON = 500;

    private Exchange() {}

    /** Reads an answer with status 200 or 201, to its end. */
    interface Reader<T> {
        /** @throws IOException only from the body */
        T read(Answer answer) throws IOException;
    }

    /** Reads one of which nothing but the body counts. */
    interface BodyReader<T> {
        /** @throws IOException only from the body */
        T read(InputStream body) throws IOException;
    }

    static <T> Reader<T> body(BodyReader<T> reader) {
        return answer -> reader.read(answer.body());
    }

    /** @throws RemoteException if no answer with status 200 or 201 came that the reader can read */
    static <T> T of(NetworkTransport transport, Request request, TimeLeft timeLeft, Reader<T> reader) {
        try (Answer answer = transport.send(request, timeLeft)) {
            if (answer.status() != OK && answer.status() != CREATED) {
                throw refused(transport, request, answer);
            }
            return reader.read(answer);
        } catch (BadRequestException | IllegalArgumentException | ArithmeticException | DecryptionException e) {
            throw new BadAnswerException(
                    transport.remote() + " answered " + request + " with something else: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RemoteUnreachableException(transport.remote() + ": the answer to " + request + " broke off", e);
        }
    }

    private static RemoteException refused(NetworkTransport transport, Request request, Answer answer) {
        String reason = reason(request, answer);
        if (BUSY.contains(answer.status())) {
            return new RemoteBusyException(
                    transport.remote() + " cannot answer " + request + " now (" + answer.status() + "): " + reason,
                    answer.retryAfter());
        }
        return new RemoteRefusedException(transport.remote(), request.toString(), answer.status(), reason);
    }

    /** In the words of the other side: what is not ours is cut, made printable, and never holds our credential. */
    private static String reason(Request request, Answer answer) {
        String text;
        try {
            text = AuthMessages.error(answer.body());
        } catch (IOException | RuntimeException noSuchAnswer) {
            return "no reason is given";
        }
        String harmless = request.token()
                .map(token -> text.replace(token.value(), "…"))
                .orElse(text)
                .replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return harmless.length() <= MAX_REASON ? harmless : harmless.substring(0, MAX_REASON) + "…";
    }
}
