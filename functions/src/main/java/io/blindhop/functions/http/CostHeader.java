package io.blindhop.functions.http;

import io.blindhop.functions.cost.Cost;
import io.blindhop.functions.cost.TableUse;
import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.observe.Figures;
import io.blindhop.store.s3.blob.BlobMeter;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Tells callers who have proved who they are what their request has cost: {@value #NAME}, a dictionary of RFC 9651.
 *
 * <pre>Blindhop-Cost: micro-usd=7.358, table-calls=9, read-units=5.5, write-units=5, blob-puts=1, blob-gets=0, ms=12, mb=1024</pre>
 *
 * <p>Of an answer whose body is streamed it is what was consumed before the first byte, and {@code so-far} says that; the
 * whole is in the log. For a developer: what a request costs tells a caller something about what others have stored.
 */
public final class CostHeader implements HttpHandler {
    public static final String NAME = "Blindhop-Cost";

    private final HttpHandler next;
    private final InstantSource clock;
    private final Tariff tariff;

    /** @param next runs as work with {@link Figures}: inside of {@link RequestLog} */
    public CostHeader(HttpHandler next, InstantSource clock, Tariff tariff) {
        this.next = next;
        this.clock = clock;
        this.tariff = tariff;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        long start = clock.millis();
        HttpResponse response = next.handle(request);
        Figures figures = Figures.ofWork();
        return figures.isCallerKnown()
                ? response.withHeader(NAME, text(figures.usage(), clock.millis() - start, response.body()))
                : response;
    }

    private String text(Usage usage, long millis, ResponseBody body) {
        TableUse table = usage.ofTable();
        long bytes = body instanceof ResponseBody.Whole(var whole) ? whole.length() : 0;
        return String.format(
                Locale.ROOT,
                "micro-usd=%.3f, table-calls=%d, read-units=%.1f, write-units=%.1f, blob-puts=%d, blob-gets=%d, ms=%d, mb=%d%s",
                Cost.rounded(tariff.of(usage, millis, bytes).sum()),
                table.calls(),
                table.readUnits(),
                table.writeUnits(),
                usage.of(BlobMeter.Operation.PUT).calls(),
                usage.of(BlobMeter.Operation.GET).calls(),
                millis,
                tariff.memoryMegabytes(),
                body instanceof ResponseBody.Streamed ? ", so-far" : "");
    }
}
