package io.blindhop.functions.lambda.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.hop.HopMode;
import io.blindhop.functions.hop.HopOptions;
import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.functions.node.SignalingUrl;
import io.blindhop.functions.settings.InvalidSettingsException;
import io.blindhop.functions.settings.Variables;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.Generation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionSettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "BLINDHOP_TABLE", "hop-data",
            "BLINDHOP_BUCKET", "hop-objects",
            "BLINDHOP_IDENTITY_SECRET", "arn:identity",
            "BLINDHOP_TOKEN_SECRET", "arn:tokens",
            "AWS_REGION", "eu-central-1");

    @Test
    void whatIsNotSetHasItsDefault() {
        assertThat(FunctionSettings.read(LEAST))
                .isEqualTo(new FunctionSettings(
                        "hop-data",
                        "hop-objects",
                        "arn:identity",
                        "arn:tokens",
                        Optional.empty(),
                        "{\"capabilities\":{}}",
                        false,
                        Set.of(),
                        OperatorOptions.DEFAULT,
                        LimitOptions.DEFAULT,
                        new SignalingSettings(Optional.empty(), Optional.empty(), List.of(), List.of(), ""),
                        Generation.FIRST,
                        Optional.empty()));
    }

    @Test
    void whatIsSetCounts() {
        FunctionSettings settings = FunctionSettings.read(Variables.all(
                LEAST,
                Map.of(
                        "BLINDHOP_CHANGE_EVENTS", "true",
                        "BLINDHOP_CORS_ORIGINS", "https://a.example",
                        "BLINDHOP_RATE_SYNC", "7",
                        "BLINDHOP_GENERATION", "3",
                        "BLINDHOP_SYSTEM_ALLOWED_IPS", "10.0.0.0/8")));

        assertThat(settings.changeEvents()).isTrue();
        assertThat(settings.corsOrigins()).containsExactly("https://a.example");
        assertThat(settings.limits().rates().sync()).isEqualTo(7);
        assertThat(settings.generation()).isEqualTo(new Generation(3));
        assertThat(settings.operator().addresses().contains("192.0.2.1")).isFalse();
    }

    @Test
    void cloudFrontNeedsASecretAndAKeyValueStore() {
        Map<String, String> both =
                Map.of("BLINDHOP_ORIGIN_SECRET", "arn:origin", "BLINDHOP_ORIGIN_KEY_STORE", "arn:store");
        assertThat(FunctionSettings.read(Variables.all(LEAST, both)).origin())
                .contains(new FunctionSettings.Origin("arn:origin", "arn:store"));
        for (String one : both.keySet()) {
            assertThatThrownBy(() -> FunctionSettings.read(Variables.all(LEAST, Map.of(one, both.get(one)))))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("BLINDHOP_ORIGIN_SECRET and BLINDHOP_ORIGIN_KEY_STORE belong together");
        }
    }

    @Test
    void signalingIsAUrlForClientsAndAnEndpointForFunctions() {
        Map<String, String> url = Map.of("BLINDHOP_SIGNALING_URL", "wss://abc.example/live");
        Map<String, String> endpoint = Map.of("BLINDHOP_SIGNALING_ENDPOINT", "https://abc.example/live");
        SignalingSettings both =
                FunctionSettings.read(Variables.all(LEAST, url, endpoint)).signaling();
        assertThat(both.url()).contains(new SignalingUrl("wss://abc.example/live"));
        assertThat(both.endpoint()).contains(URI.create("https://abc.example/live"));
        for (Map<String, String> one : List.of(url, endpoint)) {
            refused(one, "BLINDHOP_SIGNALING_URL and BLINDHOP_SIGNALING_ENDPOINT need each other");
        }
        refused(Map.of("BLINDHOP_SIGNALING_URL", "/signaling"), "must be a URL such as wss://example.org/live here");
        for (String wrong : List.of("wss://abc.example", "https://", "https://abc.example/live/", "https://a/b?c")) {
            refused(
                    Variables.all(url, Map.of("BLINDHOP_SIGNALING_ENDPOINT", wrong)),
                    "BLINDHOP_SIGNALING_ENDPOINT is \"" + wrong);
        }
    }

    @Test
    void turnNeedsTheArnOfItsSecret() {
        Map<String, String> urls = Map.of("BLINDHOP_TURN_URLS", "turns:turn.example:5349");
        Map<String, String> secret = Map.of("BLINDHOP_TURN_SECRET_ARN", "arn:turn");
        SignalingSettings both =
                FunctionSettings.read(Variables.all(LEAST, urls, secret)).signaling();
        assertThat(both.turnUrls()).containsExactly("turns:turn.example:5349");
        assertThat(both.turnSecret()).isEqualTo("arn:turn");
        for (Map<String, String> one : List.of(urls, secret)) {
            refused(one, "BLINDHOP_TURN_URLS and BLINDHOP_TURN_SECRET_ARN need each other");
        }
        refused(Map.of("BLINDHOP_TURN_SECRET", "plain"), "BLINDHOP_TURN_SECRET is not known");
    }

    private static void refused(Map<String, String> set, String problem) {
        assertThatThrownBy(() -> FunctionSettings.read(Variables.all(LEAST, set)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void anUpstreamMakesAHop() {
        Map<String, String> upstream = Map.of(
                "BLINDHOP_UPSTREAM", "https://origin.example",
                "BLINDHOP_UPSTREAM_MODE", "cache",
                "BLINDHOP_UPSTREAM_DATABASES", "notes,tasks",
                "BLINDHOP_UPSTREAM_READ_ONLY", "true",
                "BLINDHOP_UPSTREAM_REGISTER", "true",
                "BLINDHOP_UPSTREAM_DIRECTORY_SECONDS", "5",
                "BLINDHOP_UPSTREAM_OFFLINE_HOURS", "1",
                "BLINDHOP_UPSTREAM_CACHE_MEGABYTES", "2");

        assertThat(FunctionSettings.read(Variables.all(LEAST, upstream)).upstream())
                .contains(new HopOptions(
                        URI.create("https://origin.example"),
                        HopMode.CACHE,
                        Duration.ofSeconds(5),
                        Duration.ofHours(1),
                        Set.of(new DatabaseId("notes"), new DatabaseId("tasks")),
                        true,
                        true,
                        2 * 1024 * 1024));
        refused(Map.of("BLINDHOP_UPSTREAM", "ftp://origin.example"), "BLINDHOP_UPSTREAM cannot be used");
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        assertThatThrownBy(() -> FunctionSettings.read(
                        Map.of("BLINDHOP_TABEL", "x", "BLINDHOP_SYSTEM_CONFIG_JSON", "{", "BLINDHOP_TABLE", " ")))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .hasSize(6)
                                .anyMatch(p -> p.startsWith("BLINDHOP_TABEL is not known"))
                                .anyMatch(p -> p.startsWith("BLINDHOP_SYSTEM_CONFIG_JSON: "))
                                .contains("BLINDHOP_TABLE is not set; it is the name of the table")
                                .anyMatch(p -> p.startsWith("BLINDHOP_BUCKET is not set"))
                                .anyMatch(p -> p.startsWith("BLINDHOP_IDENTITY_SECRET is not set"))
                                .anyMatch(p -> p.startsWith("BLINDHOP_TOKEN_SECRET is not set")));
    }
}
