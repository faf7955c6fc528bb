package io.blindhop.functions.lambda.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LateNodeTest {
    private static final HttpRequest HEALTH =
            new HttpRequest("GET", "/health", Headers.none(), Bytes.empty(), "192.0.2.1");

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void nothingIsPutTogetherBeforeTheFirstRequestAndOnlyOnce() {
        LateNode node = new LateNode(() -> {
            tries.incrementAndGet();
            return request -> HttpResponse.empty(204);
        });
        assertThat(tries).hasValue(0);

        assertThat(node.handle(HEALTH).status()).isEqualTo(204);
        assertThat(node.handle(HEALTH).status()).isEqualTo(204);
        assertThat(tries).hasValue(1);
    }

    @Test
    void aNodeThatIsNotReadySaysSoAndTheNextRequestTriesAgain() {
        LateNode node = new LateNode(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new StoreUnavailableException("no secrets yet");
            }
            return request -> HttpResponse.empty(204);
        });

        HttpResponse early = node.handle(HEALTH);
        assertThat(early.status()).isEqualTo(503);
        assertThat(early.headers().first("Retry-After")).contains("1");
        assertThat(node.handle(HEALTH).status()).isEqualTo(204);
    }
}
