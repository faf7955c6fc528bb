package io.blindhop.functions.lambda.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginGateTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OTHER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh4=";
    private static final String CALLER = "203.0.113.7";
    private static final String NOBODY_SEES_THIS = "198.51.100.1";

    private final List<HttpRequest> passed = new ArrayList<>();
    private final OriginGate gate = gate(List.of(KEY));

    private OriginGate gate(List<String> keys) {
        return new OriginGate(() -> keys, InstantSource.fixed(NOW), request -> {
            passed.add(request);
            return HttpResponse.empty(204);
        });
    }

    private static HttpRequest request(Headers headers) {
        return new HttpRequest("POST", "/acme/auth/challenge", headers, Bytes.utf8("{}"), NOBODY_SEES_THIS);
    }

    private static HttpRequest proven(String proof) {
        return request(Headers.of("x-blindhop-origin", proof));
    }

    private void assertRefused(HttpRequest request) {
        HttpResponse answer = gate.handle(request);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(passed).isEmpty();
    }

    /** The same vector is in the test of the script that CloudFront runs. */
    @Test
    void theHeaderThatCloudFrontMakesIsAccepted() {
        String header = "v1;t=1767225600;a=203.0.113.7;s=hn_Jg9U2BG7AEIMj4HtyerA9LN3hxNHVwOhptHRoEXo";
        assertThat(OriginProof.header(NOW, CALLER, KEY)).isEqualTo(header);
        assertThat(gate.handle(proven(header)).status()).isEqualTo(204);
    }

    @Test
    void theAddressOfTheCallerIsTheOneThatWasSigned() {
        gate.handle(proven(OriginProof.header(NOW, "2001:db8::7", KEY)));
        assertThat(passed).singleElement().satisfies(request -> {
            assertThat(request.remoteAddress()).isEqualTo("2001:db8::7");
            assertThat(request.headers().has(OriginProof.HEADER)).isFalse();
            assertThat(request.target()).isEqualTo("/acme/auth/challenge");
            assertThat(request.body()).isEqualTo(Bytes.utf8("{}"));
        });
    }

    @Test
    void aRequestWithoutAProofIsRefused() {
        assertRefused(request(Headers.none()));
    }

    @Test
    void headersThatAnybodyCanWriteAreNoProof() {
        assertRefused(
                request(Headers.of("X-Forwarded-For", CALLER).with("CloudFront-Viewer-Address", CALLER + ":443")));
    }

    @Test
    void anAddressThatWasNotSignedIsRefused() {
        assertRefused(proven(OriginProof.header(NOW, CALLER, KEY).replace(CALLER, "203.0.113.8")));
    }

    @Test
    void aTimeThatWasNotSignedIsRefused() {
        assertRefused(proven(OriginProof.header(NOW, CALLER, KEY).replace("1767225600", "1767225601")));
    }

    @Test
    void aKeyThatIsNotOursIsRefused() {
        assertRefused(proven(OriginProof.header(NOW, CALLER, OTHER_KEY)));
    }

    @Test
    void aProofHoldsForFiveMinutesAndForAClockThatIsAsFarAhead() {
        for (Duration off : List.of(Duration.ofMinutes(5), Duration.ofMinutes(-5))) {
            assertThat(gate.handle(proven(OriginProof.header(NOW.plus(off), CALLER, KEY)))
                            .status())
                    .isEqualTo(204);
        }
        passed.clear();
        assertRefused(proven(OriginProof.header(NOW.minusSeconds(301), CALLER, KEY)));
        assertRefused(proven(OriginProof.header(NOW.plusSeconds(301), CALLER, KEY)));
    }

    @Test
    void whatIsNotOfTheFormIsRefused() {
        String good = OriginProof.header(NOW, CALLER, KEY);
        for (String bad :
                List.of("", "v2" + good.substring(2), good + "A", good + ", " + good, good.replace(";a=", ";b="))) {
            assertRefused(proven(bad));
        }
    }

    @Test
    void everyKeyOfTheSecretIsAccepted() {
        OriginGate both = gate(List.of(OTHER_KEY, KEY));
        for (String key : List.of(KEY, OTHER_KEY)) {
            assertThat(both.handle(proven(OriginProof.header(NOW, CALLER, key))).status())
                    .isEqualTo(204);
        }
    }

    @Test
    void withoutKeysTheAnswerIsToTryAgain() {
        OriginGate away = new OriginGate(
                () -> {
                    throw new StoreUnavailableException("away");
                },
                InstantSource.fixed(NOW),
                request -> HttpResponse.empty(204));
        HttpResponse answer = away.handle(proven(OriginProof.header(NOW, CALLER, KEY)));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().first("Retry-After")).contains("1");
    }

    @Test
    void whatTheNodeThrowsIsNotTakenForMissingKeys() {
        OriginGate failing = new OriginGate(() -> List.of(KEY), InstantSource.fixed(NOW), request -> {
            throw new StoreUnavailableException("of the node");
        });
        assertThatThrownBy(() -> failing.handle(proven(OriginProof.header(NOW, CALLER, KEY))))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("of the node");
    }
}
