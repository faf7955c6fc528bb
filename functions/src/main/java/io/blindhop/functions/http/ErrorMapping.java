package io.blindhop.functions.http;

import io.blindhop.functions.observe.ErrorKind;
import io.blindhop.functions.observe.Figures;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The one place where an exception becomes an answer.
 *
 * <ul>
 *   <li>{@link HttpError}: its status, text and headers.
 *   <li>A type given to {@link #mapping}: that status and the message of the exception.
 *   <li>{@link StoreUnavailableException}: 503 with {@code Retry-After: 1}.
 *   <li>Everything else, {@code CorruptStoreException} included: 500 {@code Internal server error}.
 * </ul>
 *
 * <p>What is a fault of ours is logged with an incident id that the client is told as well, and with the stack trace; the
 * request itself (path, headers, body) is never logged. A failure of a streamed body is logged here and passed on: the
 * server cuts the connection.
 */
public final class ErrorMapping implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(ErrorMapping.class.getName());

    private record Mapped(Class<? extends Exception> type, int status, ErrorKind kind) {}

    private final HttpHandler next;
    private final Supplier<String> incidentIds;
    private final List<Mapped> mapped;

    private ErrorMapping(HttpHandler next, Supplier<String> incidentIds, List<Mapped> mapped) {
        this.next = next;
        this.incidentIds = incidentIds;
        this.mapped = mapped;
    }

    public static ErrorMapping around(HttpHandler next, Supplier<String> incidentIds) {
        return new ErrorMapping(next, incidentIds, List.of());
    }

    /**
     * Answers exceptions of this type (and its subtypes) with a status below 500 and their own message. The first mapping
     * that fits counts.
     */
    public ErrorMapping mapping(Class<? extends Exception> type, int status) {
        return mapping(type, status, ErrorKind.ofStatus(status));
    }

    /** @param kind what operators are told that it is */
    public ErrorMapping mapping(Class<? extends Exception> type, int status, ErrorKind kind) {
        List<Mapped> more = new ArrayList<>(mapped);
        more.add(new Mapped(type, status, kind));
        return new ErrorMapping(next, incidentIds, List.copyOf(more));
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        try {
            HttpResponse response = next.handle(request);
            return response.body() instanceof ResponseBody.Streamed streamed
                    ? response.withBody(new ResponseBody.Streamed(streamed.length(), watched(streamed.writer())))
                    : response;
        } catch (HttpError e) {
            return e.toResponse();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return answer(e);
        }
    }

    private HttpResponse answer(Throwable failure) {
        for (Mapped candidate : mapped) {
            if (candidate.type().isInstance(failure)) {
                Figures.ofWork().failed(candidate.kind());
                return HttpResponse.error(candidate.status(), String.valueOf(failure.getMessage()));
            }
        }
        if (failure instanceof StoreUnavailableException) {
            logged(Level.WARNING, failure);
            return HttpResponse.error(503, "The store is not available, try again later")
                    .withHeader("Retry-After", "1");
        }
        return HttpResponse.error(500, "Internal server error")
                .withHeader("X-Incident-Id", logged(Level.ERROR, failure));
    }

    private ResponseBody.Writer watched(ResponseBody.Writer writer) {
        return out -> {
            try {
                writer.write(out);
            } catch (PeerGoneException e) {
                throw e;
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                String incident = logged(Level.ERROR, e);
                throw new IOException("The body was cut by incident " + incident, e);
            }
        };
    }

    private static ErrorKind kind(Throwable failure) {
        return switch (failure) {
            case StoreUnavailableException unavailable -> ErrorKind.UNAVAILABLE;
            case CorruptStoreException corrupt -> ErrorKind.CORRUPT;
            default -> ErrorKind.INTERNAL;
        };
    }

    private String logged(Level level, Throwable failure) {
        String incident = incidentIds.get();
        Figures.ofWork().failed(kind(failure));
        Figures.ofWork().incident(incident);
        LOG.log(level, "Incident " + incident, failure);
        return incident;
    }
}
