package io.blindhop.functions.lambda.edge;

import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets only those requests in that came through CloudFront, with the address that CloudFront saw as that of the caller. A
 * request without a proof is answered with 403 and never looked at.
 */
public final class OriginGate implements HttpHandler {
    private final Supplier<List<String>> keys;
    private final InstantSource clock;
    private final HttpHandler next;

    /** @param keys that are accepted; may be unavailable */
    public OriginGate(Supplier<List<String>> keys, InstantSource clock, HttpHandler next) {
        this.keys = keys;
        this.clock = clock;
        this.next = next;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        Optional<OriginProof> proof = request.header(OriginProof.HEADER)
                .flatMap(OriginProof::parse)
                .filter(claimed -> claimed.isCurrent(clock.instant()));
        try {
            return proof.filter(this::isSigned)
                    .map(proven -> next.handle(from(proven.address(), request)))
                    .orElseGet(() -> HttpResponse.error(
                            403, "Not here: this node is reached through its domain, not through its function URL"));
        } catch (KeysUnavailableException e) {
            return HttpResponse.error(503, "The server is not ready, try again later")
                    .withHeader("Retry-After", "1");
        }
    }

    /** What the next handler throws of the kind is its own affair. */
    private static final class KeysUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        KeysUnavailableException(StoreUnavailableException cause) {
            super(cause);
        }
    }

    private boolean isSigned(OriginProof proof) {
        try {
            return keys.get().stream().anyMatch(proof::isSignedWith);
        } catch (StoreUnavailableException e) {
            throw new KeysUnavailableException(e);
        }
    }

    private static HttpRequest from(String address, HttpRequest request) {
        return new HttpRequest(
                request.method(),
                request.target(),
                request.headers().without(OriginProof.HEADER),
                request.body(),
                address);
    }
}
