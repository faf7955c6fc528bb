package io.blindhop.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.network.ScriptedServer;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoginAndRetryTest {
    private static final String HEAD = "{\"head\":{\"epoch\":\"e\",\"maxReceiptOrder\":3}}";
    private static final StoreHead READ = new StoreHead("e", 3);

    private final ScriptedRemote remote = new ScriptedRemote().on("getStoreHead", 200, HEAD);

    @AfterEach
    void stop() {
        remote.close();
    }

    @Test
    void aTokenIsAskedForOnceAndCarriedByEveryRequestWithTheHops() {
        assertThat(remote.store().head()).isEqualTo(READ);
        assertThat(remote.store().head()).isEqualTo(READ);

        assertThat(remote.requests("challenge"))
                .singleElement()
                .asString()
                .startsWith("POST /acme/auth/challenge ")
                .contains("Blindhop-Via: office")
                .contains("\"signingPublicKey\":\"-----BEGIN PUBLIC KEY-----")
                .contains("\"username\":\"" + ScriptedRemote.ALICE.username());
        assertThat(remote.requests("getStoreHead"))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request)
                        .startsWith("POST /acme/sync/docs/getStoreHead ")
                        .contains("Authorization: Bearer token-1\r\n", "Blindhop-Via: office\r\n")
                        .endsWith("{\"dbId\":\"main\"}"));
        assertThat(remote.count("capabilities")).isEqualTo(1);
    }

    @Test
    void whatIsSignedIsTheChallenge() {
        remote.store().head();

        String signature = ScriptedRemote.ALICE
                .signing()
                .sign(Bytes.utf8("a-usual-challenge-1"))
                .toBase64();
        assertThat(remote.requests("authenticate"))
                .singleElement()
                .asString()
                .contains("\"challenge\":\"a-usual-challenge-1\"", "\"signature\":\"" + signature + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "{\\\"a\\\":\\\"signed offer\\\"}",
                "with a space in between",
                "a\\u0001bcdefghijklmnop",
                ""
            })
    void whatIsNotTheTextOfAChallengeIsNotSigned(String text) {
        remote.on("challenge", 200, "{\"challenge\":\"" + text + "\"}");

        assertThatThrownBy(() -> remote.store().head())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("wants something signed that is not the text of a challenge");
        assertThat(remote.count("authenticate")).isZero();
    }

    @Test
    void aRefusedTokenIsReplacedOnceWithoutTheCallerNoticing() {
        remote.store().head();
        remote.on(
                "getStoreHead",
                (request, count, out) -> out.write(
                        request.contains("token-1\r\n")
                                ? ScriptedServer.answer(401, "{\"error\":\"Invalid or expired token\"}")
                                : ScriptedServer.answer(200, HEAD)));

        assertThat(remote.store().head()).isEqualTo(READ);
        assertThat(remote.store().head()).isEqualTo(READ);
        assertThat(remote.count("authenticate")).isEqualTo(2);
    }

    @Test
    void aSecondRefusalIsTheAnswer() {
        remote.on("getStoreHead", 401, "{\"error\":\"Invalid or expired token\"}");

        assertThatThrownBy(() -> remote.store().head())
                .isInstanceOfSatisfying(RemoteRefusedException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.reason()).isEqualTo("Invalid or expired token");
                });
        assertThat(remote.count("authenticate")).isEqualTo(2);
        assertThat(remote.count("getStoreHead")).isEqualTo(2);
    }

    @Test
    void whoIsNotLetInIsToldWhy() {
        remote.on("authenticate", 401, "{\"success\":false,\"error\":\"Invalid signature\"}");

        assertThatThrownBy(() -> remote.store().head())
                .isInstanceOf(RemoteRefusedException.class)
                .hasMessageContaining("POST /acme/auth/authenticate with 401: Invalid signature");
        assertThat(remote.count("authenticate")).isEqualTo(1);
    }

    @Test
    void aTokenIsRenewedAMinuteBeforeItEnds() {
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ("{\"exp\":" + (ScriptedRemote.NOW / 1000 + 600) + "}").getBytes(StandardCharsets.UTF_8));
        remote.on("authenticate", 200, "{\"success\":true,\"token\":\"h." + claims + ".s\"}");
        remote.store().head();
        remote.clock().set(ScriptedRemote.NOW + 539_000);
        remote.store().head();
        assertThat(remote.count("authenticate")).isEqualTo(1);

        remote.clock().set(ScriptedRemote.NOW + 540_000);
        remote.store().head();
        assertThat(remote.count("authenticate")).isEqualTo(2);
    }

    @Test
    void ofManyWhoNeedATokenOneAsks() throws Exception {
        List<Future<StoreHead>> heads = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                heads.add(threads.submit(() -> remote.store().head()));
            }
        }
        for (Future<StoreHead> head : heads) {
            assertThat(head.get()).isEqualTo(READ);
        }
        assertThat(remote.count("authenticate")).isEqualTo(1);
        assertThat(remote.count("capabilities")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void whoIsBusyIsAskedAgainWhenItSays(int status) {
        remote.on(
                "getStoreHead",
                (request, count, out) -> out.write(
                        count < 3
                                ? ScriptedServer.answer(status, "{\"error\":\"later\"}", "Retry-After: 7")
                                : ScriptedServer.answer(200, HEAD)));

        assertThat(remote.store().head()).isEqualTo(READ);
        assertThat(remote.pauses()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
    }

    @Test
    void whoStaysBusyIsLeftAfterThreeTries() {
        remote.on("getStoreHead", 503, "<html>no JSON</html>");

        assertThatThrownBy(() -> remote.store().head())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("(503): no reason is given");
        assertThat(remote.count("getStoreHead")).isEqualTo(3);
        assertThat(remote.pauses()).hasSize(2).allMatch(pause -> pause.compareTo(Duration.ofMillis(500)) < 0);
    }

    @Test
    void aWaitThatIsLongerThanTheTimeLeftOrThanIsBearableIsNotBegun() {
        remote.on("getStoreHead", 429, "{\"error\":\"slow down\"}", "Retry-After: 20");
        assertThatThrownBy(() -> remote.store(() -> Duration.ofSeconds(19)).head())
                .isInstanceOf(StoreUnavailableException.class);
        remote.on("getStoreHead", 429, "{\"error\":\"slow down\"}", "Retry-After: 31");
        assertThatThrownBy(() -> remote.store().head()).isInstanceOf(StoreUnavailableException.class);

        assertThat(remote.pauses()).isEmpty();
        assertThat(remote.count("getStoreHead")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 403, 404, 500, 501})
    void otherStatusesAreNotTriedAgain(int status) {
        remote.on("getStoreHead", status, "{\"error\":\"no\"}", "Location: http://elsewhere/");

        assertThatThrownBy(() -> remote.store().head())
                .isInstanceOf(status / 100 == 4 ? RemoteRefusedException.class : StoreUnavailableException.class)
                .hasMessageContaining(Integer.toString(status));
        assertThat(remote.count("getStoreHead")).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() {
        remote.on("getStoreHead", (request, count, out) -> {
            if (count == 3) {
                out.write(ScriptedServer.answer(200, HEAD));
            }
        });

        assertThat(remote.store().head()).isEqualTo(READ);
    }

    @Test
    void aReasonIsShortPrintableAndHasNoTokenInIt() {
        remote.on("getStoreHead", 403, "{\"error\":\"you sent token-1 \\n\\u001b[2J" + "x".repeat(5000) + "\"}");

        assertThatThrownBy(() -> remote.store().head())
                .isInstanceOfSatisfying(
                        RemoteRefusedException.class,
                        refused -> assertThat(refused.reason())
                                .startsWith("you sent … ??[2Jxxx")
                                .hasSizeLessThan(502)
                                .doesNotContain("token-1"));
    }

    @Test
    void aServerThatIsTooOldIsNamed() {
        remote.on(
                "capabilities",
                200,
                "{\"capabilities\":{\"protocolVersion\":\"sync-v3\",\"supportsCursorScan\":true}}");

        assertThatThrownBy(() -> remote.store().head())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("speaks version 3 of the protocol");
    }

    @Test
    void aServerThatDoesNotSayHowMuchItTakesIsSpared() {
        remote.on("mindoodb-server-info", 503, "{\"error\":\"Server identity not initialized\"}")
                .on("getStoreHead", 200, HEAD);
        assertThatThrownBy(() -> remote.store().head()).isInstanceOf(StoreUnavailableException.class);

        remote.on("mindoodb-server-info", 404, "Not found");
        assertThat(remote.store().head()).isEqualTo(READ);
    }
}
