package io.blindhop.infra.gateway;

import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.MalformedJsonException;
import java.util.Optional;

/**
 * How a function answers {@code $connect}.
 *
 * @param status 200 to 299 lets the client in
 * @param subprotocol of the header {@code Sec-WebSocket-Protocol}
 */
record IntegrationAnswer(int status, Optional<String> subprotocol) {
    /** What the service makes of a function that fails, or whose answer has another form. */
    static final IntegrationAnswer FAILED = new IntegrationAnswer(502, Optional.empty());

    private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";

    static IntegrationAnswer parse(String json) {
        try {
            JsonMembers answer = JsonMembers.of("answer", JsonText.parse(json));
            long status = answer.integer("statusCode");
            return status < 200 || status > 599
                    ? FAILED
                    : new IntegrationAnswer(
                            (int) status, answer.findObject("headers").flatMap(IntegrationAnswer::subprotocol));
        } catch (MalformedJsonException e) {
            return FAILED;
        }
    }

    boolean letsIn() {
        return status < 300;
    }

    private static Optional<String> subprotocol(JsonMembers headers) {
        return headers.object().members().keySet().stream()
                .filter(SUBPROTOCOL::equalsIgnoreCase)
                .findFirst()
                .flatMap(headers::findString);
    }
}
