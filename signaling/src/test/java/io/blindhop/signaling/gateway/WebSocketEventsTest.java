package io.blindhop.signaling.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.json.MalformedJsonException;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.signaling.fixture.Lab;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketEventsTest {
    private static final String ID = "L0SM9cOFvHcCIhw=";
    private static final String DONE = "{\"statusCode\":200}";
    private static final String LET_IN =
            "{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"blindhop.v1\"}}";
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";
    private static final String APP = "https://app.example.org";
    private static final String HELLO = "{\"type\":\"hello\",\"session\":\"oaGhoaGhoaGhoaGhoaGhoQ\",\"re\":\"1\"}";

    private final Lab lab = new Lab();
    private final WebSocketEvents events = new WebSocketEvents(lab::signaling, lab.sockets());
    private final WebSocketEvents broken = new WebSocketEvents(
            () -> {
                throw new StoreUnavailableException("the secrets cannot be read");
            },
            lab.sockets());

    private String offered(Optional<String> origin) {
        return "blindhop.v1, ticket." + ticket(origin);
    }

    private String ticket(Optional<String> origin) {
        return lab.ticket(Lab.ACME, Lab.ALICE, origin);
    }

    private Lab.Client connected(String id) {
        assertThat(events.handle(GatewayEvents.connect(id, Map.of(PROTOCOL, List.of(offered(Optional.empty()))))))
                .isEqualTo(LET_IN);
        return lab.socket(id);
    }

    @Test
    void whoHasATicketIsLetInAndTheAnswerNamesTheProtocolAlone() {
        Lab.Client client = connected(ID);
        assertThat(client.heard())
                .as("nothing is sent before the client speaks")
                .isEmpty();
        assertThat(events.handle(GatewayEvents.message(ID, HELLO))).isEqualTo(DONE);
        assertThat(client.only("welcome").get("re").asText()).isEqualTo("1");
    }

    @Test
    void subprotocolsMayComeInSeveralHeaders() {
        List<String> headers = List.of("blindhop.v1", "ticket." + ticket(Optional.empty()));
        assertThat(events.handle(GatewayEvents.connect(ID, Map.of(PROTOCOL, headers))))
                .isEqualTo(LET_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Protocol", "sec-websocket-protocol", "SEC-WEBSOCKET-PROTOCOL"})
    void headersHaveNamesInAnyCaseAndEitherForm(String name) {
        Optional<String> origin = Optional.of(APP);
        assertThat(events.handle(GatewayEvents.connect(
                        "one=",
                        Map.of(
                                name,
                                List.of(offered(origin)),
                                name.charAt(0) == 's' ? "origin" : "Origin",
                                List.of(APP)))))
                .isEqualTo(LET_IN);
        assertThat(events.handle(GatewayEvents.connectShort("two=", Map.of(name, offered(origin), "ORIGIN", APP))))
                .isEqualTo(LET_IN);
    }

    @Test
    void withoutATicketNobodyIsLetIn() {
        for (Map<String, List<String>> headers : List.of(
                Map.<String, List<String>>of(),
                Map.of(PROTOCOL, List.of("blindhop.v1")),
                Map.of(PROTOCOL, List.of("blindhop.v1, ticket.AAAA")))) {
            assertThat(events.handle(GatewayEvents.connect(ID, headers))).isEqualTo("{\"statusCode\":401}");
        }
        assertThat(lab.rows()).isEmpty();
    }

    @Test
    void aTicketOfAnotherOriginIsForbidden() {
        String offered = offered(Optional.of(APP));
        for (List<String> origins : List.of(List.of("https://evil.example.org"), List.of(APP, APP))) {
            assertThat(events.handle(GatewayEvents.connect(ID, Map.of(PROTOCOL, List.of(offered), "Origin", origins))))
                    .isEqualTo("{\"statusCode\":403}");
        }
    }

    @Test
    void whatCannotBeToldNowIsUnavailable() {
        lab.directory.down(true);
        assertThat(events.handle(GatewayEvents.connect(ID, Map.of(PROTOCOL, List.of(offered(Optional.empty()))))))
                .isEqualTo("{\"statusCode\":503}");
        assertThat(broken.handle(GatewayEvents.connect(ID, Map.of()))).isEqualTo("{\"statusCode\":503}");
        assertThat(broken.handle(GatewayEvents.disconnect(ID))).isEqualTo("{\"statusCode\":503}");
    }

    @Test
    void aClientIsToldWhenThereIsNoSignalingForItsMessage() {
        Lab.Client client = lab.socket(ID);
        assertThat(broken.handle(GatewayEvents.message(ID, HELLO))).isEqualTo("{\"statusCode\":503}");
        var error = client.only("error");
        assertThat(error.get("code").asText()).isEqualTo("unavailable");
        assertThat(error.get("re").asText()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"type\":7}", "{\"type\":\"signal\"}", "\u0000", "\ud800"})
    void aBadMessageIsAnErrorForItsClientAndNotForTheFunction(String body) {
        Lab.Client client = connected(ID);
        assertThat(events.handle(GatewayEvents.message(ID, body))).isEqualTo(DONE);
        assertThat(client.error()).isEqualTo("malformed");
    }

    @Test
    void aMessageWithoutABodyIsMalformed() {
        Lab.Client client = connected(ID);
        assertThat(events.handle(GatewayEvents.message(ID, null))).isEqualTo(DONE);
        assertThat(client.error()).isEqualTo("malformed");
    }

    @Test
    void aBinaryMessageIsMalformedEvenIfItIsAMessageInBase64() {
        Lab.Client client = connected(ID);
        assertThat(events.handle(GatewayEvents.binary(ID, "eyJ0eXBlIjoicGluZyJ9")))
                .isEqualTo(DONE);
        assertThat(client.error()).isEqualTo("malformed");
    }

    @Test
    void aBinaryMessageOfWhoIsGoneOrWhileTheGatewayIsDownIsNoFailure() {
        assertThat(events.handle(GatewayEvents.binary("gone=", "AAAA"))).isEqualTo(DONE);
        lab.gatewayDown(true);
        assertThat(events.handle(GatewayEvents.binary("gone=", "AAAA"))).isEqualTo(DONE);
    }

    @Test
    void whoDisconnectsLeavesNothingBehind() {
        connected(ID);
        assertThat(lab.rows()).isNotEmpty();
        assertThat(events.handle(GatewayEvents.disconnect(ID))).isEqualTo(DONE);
        assertThat(lab.rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"requestContext\":{\"eventType\":\"MESSAGE\"}}",
                "{\"requestContext\":{\"connectionId\":\"a\",\"eventType\":\"TELEGRAM\"}}"
            })
    void whatIsNoEventOfAWebSocketFailsTheInvocation(String event) {
        assertThatThrownBy(() -> events.handle(event)).isInstanceOf(MalformedJsonException.class);
    }
}
