package io.blindhop.signaling.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessagesTest {
    private static final String ID = "f0aV8sN1tEw3hJ6kLzXcUQ";
    private static final String SIGNATURE = "s".repeat(86);

    private static ClientMessage read(String singleQuoted) {
        return ClientMessages.read(singleQuoted.replace('\'', '"'));
    }

    private static String signal(String data) {
        return "{'type':'signal','room':'db:main','to':'" + ID
                + "','seq':7,'kind':'offer','expires':1795341852000,'data':'" + data + "','signature':'" + SIGNATURE
                + "'}";
    }

    private static void refused(String singleQuoted, ErrorCode code, String part) {
        assertThatThrownBy(() -> read(singleQuoted))
                .isInstanceOfSatisfying(
                        InvalidMessageException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(part);
    }

    @Test
    void everyMessageOfTheProtocolIsRead() {
        Room room = new Room("db:main");
        assertThat(read("{'type':'hello','session':'" + ID + "','re':'1'}")).isEqualTo(new ClientMessage.Hello(ID));
        assertThat(read("{'type':'join','room':'db:main'}")).isEqualTo(new ClientMessage.Join(room));
        assertThat(read("{'type':'leave','room':'db:main'}")).isEqualTo(new ClientMessage.Leave(room));
        assertThat(read(signal("x")))
                .isEqualTo(new ClientMessage.Signal(room, ID, 7, SignalKind.OFFER, 1_795_341_852_000L, "x", SIGNATURE));
        assertThat(read("{'type':'subscribe','dbId':'main','storeKind':'attachments'}"))
                .isEqualTo(new ClientMessage.Subscribe(new DatabaseId("main"), StoreKind.ATTACHMENTS));
        assertThat(read("{'type':'ping'}")).isEqualTo(new ClientMessage.Ping());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ping",
                "[]",
                "{'type':'ping'",
                "{'type':'ping'} {}",
                "{'type':1}",
                "{'type':'ping','more':1}",
                "{'type':'ping','re':''}",
                "{'type':'ping','re':7}",
                "{'type':'join'}",
                "{'type':'join','room':''}",
                "{'type':'join','room':' a'}",
                "{'type':'join','room':'a b'}",
                "{'type':'join','room':'a#b'}",
                "{'type':'join','room':'db:'}",
                "{'type':'join','room':'db:a:b'}",
                "{'type':'hello','session':'short'}",
                "{'type':'hello','session':'f0aV8sN1tEw3hJ6kLzXc=='}",
                "{'type':'subscribe','dbId':'main','storeKind':'DOCS'}",
                "{'type':'subscribe','dbId':'../x','storeKind':'docs'}",
            })
    void whatIsNotExactlyAMessageIsMalformed(String message) {
        refused(message, ErrorCode.MALFORMED, "");
    }

    @Test
    void everyMemberOfASignalIsNeededAndChecked() {
        String whole = signal("x");
        for (String member : new String[] {"room", "to", "seq", "kind", "expires", "data", "signature"}) {
            refused(whole.replace("'" + member + "':", "'x" + member + "':"), ErrorCode.MALFORMED, member);
        }
        refused(whole.replace(":7,", ":-1,"), ErrorCode.MALFORMED, "seq");
        refused(whole.replace(":7,", ":7.5,"), ErrorCode.MALFORMED, "seq");
        refused(whole.replace(":7,", ":9007199254740993,"), ErrorCode.MALFORMED, "seq");
        refused(whole.replace("offer", "OFFER"), ErrorCode.MALFORMED, "kind");
        refused(whole.replace(SIGNATURE, SIGNATURE + "s"), ErrorCode.MALFORMED, "signature");
        refused(signal("\\ud800"), ErrorCode.MALFORMED, "surrogate");
    }

    @Test
    void aTypeThatIsNotKnownIsSaidToBeSo() {
        refused("{'type':'welcome'}", ErrorCode.UNKNOWN_TYPE, "\"welcome\"");
    }

    @Test
    void theLimitsAreInBytesOfUtf8() {
        read(signal("ü".repeat(ClientMessages.MAX_DATA_BYTES / 2)));
        refused(signal("ü".repeat(ClientMessages.MAX_DATA_BYTES / 2) + "x"), ErrorCode.TOO_LARGE, "24577");
        String ping = "{'type':'ping'}";
        read(ping + " ".repeat(ClientMessages.MAX_BYTES - ping.length()));
        refused(ping + " ".repeat(ClientMessages.MAX_BYTES + 1 - ping.length()), ErrorCode.TOO_LARGE, "31744");
    }

    @Test
    void aRefusedMessageCanStillBeReferredTo() {
        assertThat(ClientMessages.reference("{\"type\":7,\"re\":\"r\"}")).contains("r");
        assertThat(ClientMessages.reference("{\"re\":7}")).isEmpty();
        assertThat(ClientMessages.reference("{")).isEmpty();
    }

    @Test
    void theLargestSignalStillFitsWhenItIsPassedOn() {
        String frame = signal("").replace('\'', '"');
        ClientMessage.Signal largest = (ClientMessage.Signal) read(signal("x".repeat(ClientMessages.MAX_DATA_BYTES)));
        String passedOn = ServerMessages.write(new ServerMessage.Signal(new Peer(ID, "d".repeat(43), ID), largest));
        int added = passedOn.length() - ClientMessages.MAX_DATA_BYTES - frame.length();
        assertThat(ClientMessages.MAX_BYTES + added).isLessThanOrEqualTo(32 * 1024);
    }
}
