package io.blindhop.functions.lambda.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.signaling.gateway.WebSocketEvents;
import io.blindhop.signaling.node.Connections;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwsSignalingTest {
    private final List<String> posted = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AwsSignaling signaling = new AwsSignaling(
            new Connections() {
                @Override
                public void post(String connectionId, String message) {
                    posted.add(connectionId + " " + message);
                }

                @Override
                public void close(String connectionId) {
                    posted.add(connectionId + " closed");
                }
            },
            () -> {
                asked.incrementAndGet();
                throw new StoreUnavailableException("the secrets do not answer");
            });

    private static String event(String type, String body) {
        return "{\"requestContext\":{\"eventType\":\"" + type + "\",\"connectionId\":\"a=\"},\"body\":\"" + body
                + "\"}";
    }

    @Test
    void whileItCannotBePutTogetherEveryEventIsAnsweredAndTheNextOneTriesAgain() {
        WebSocketEvents events = signaling.events();
        assertThat(asked).as("nothing is asked for before the first event").hasValue(0);
        assertThat(events.handle(event("CONNECT", ""))).isEqualTo("{\"statusCode\":503}");
        assertThat(events.handle(event("MESSAGE", "{}"))).isEqualTo("{\"statusCode\":503}");
        assertThat(posted).singleElement().asString().startsWith("a= ").contains("unavailable");
        assertThat(asked).hasValue(2);
    }

    @Test
    void changesAreForThePlatformToBringAgain() {
        assertThatThrownBy(signaling::changes).isInstanceOf(StoreUnavailableException.class);
    }
}
