package io.blindhop.infra.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.hop.HopMode;
import io.blindhop.functions.hop.HopOptions;
import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.limit.RateLimits;
import io.blindhop.functions.node.AddressList;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.functions.node.SignalingOptions;
import io.blindhop.functions.node.SignalingUrl;
import io.blindhop.functions.node.TurnOptions;
import io.blindhop.functions.settings.InvalidSettingsException;
import io.blindhop.infra.gateway.GatewayOptions;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
    @Test
    void everyNameAndDefaultIsPinned() {
        assertThat(SettingsReader.DEFAULTS)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("BLINDHOP_HOST", "127.0.0.1"),
                        Map.entry("BLINDHOP_PORT", "8080"),
                        Map.entry("BLINDHOP_DATA", "./data"),
                        Map.entry("BLINDHOP_SYSTEM_CONFIG", ""),
                        Map.entry("BLINDHOP_CORS_ORIGINS", ""),
                        Map.entry("BLINDHOP_BODY_LIMIT_BYTES", "5242880"),
                        Map.entry("BLINDHOP_CHANGE_EVENTS", "true"),
                        Map.entry("BLINDHOP_LOG_FORMAT", "text"),
                        Map.entry("BLINDHOP_GENERATION", "1"),
                        Map.entry("BLINDHOP_SYSTEM_ALLOWED_IPS", "*"),
                        Map.entry("BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS", "false"),
                        Map.entry("BLINDHOP_TENANT_DELETION_DELAY", "7d"),
                        Map.entry("BLINDHOP_TELL_COST", "false"),
                        Map.entry("BLINDHOP_RATE_ADDRESS", "3620"),
                        Map.entry("BLINDHOP_RATE_AUTHENTICATION", "120"),
                        Map.entry("BLINDHOP_RATE_REGISTRATION", "60"),
                        Map.entry("BLINDHOP_RATE_SYSTEM", "300"),
                        Map.entry("BLINDHOP_RATE_SYNC", "3000"),
                        Map.entry("BLINDHOP_RATE_DEVICE", "60"),
                        Map.entry("BLINDHOP_QUOTA_ENTRIES", "unlimited"),
                        Map.entry("BLINDHOP_QUOTA_BYTES", "unlimited"),
                        Map.entry("BLINDHOP_SIGNALING_URL", "/signaling"),
                        Map.entry("BLINDHOP_STUN_URLS", ""),
                        Map.entry("BLINDHOP_TURN_URLS", ""),
                        Map.entry("BLINDHOP_TURN_SECRET", ""),
                        Map.entry("BLINDHOP_SIGNALING_IDLE_SECONDS", "600"),
                        Map.entry("BLINDHOP_SIGNALING_LIFETIME_SECONDS", "7200"),
                        Map.entry("BLINDHOP_UPSTREAM", ""),
                        Map.entry("BLINDHOP_UPSTREAM_MODE", "passthrough"),
                        Map.entry("BLINDHOP_UPSTREAM_DATABASES", ""),
                        Map.entry("BLINDHOP_UPSTREAM_READ_ONLY", "false"),
                        Map.entry("BLINDHOP_UPSTREAM_REGISTER", "false"),
                        Map.entry("BLINDHOP_UPSTREAM_DIRECTORY_SECONDS", "30"),
                        Map.entry("BLINDHOP_UPSTREAM_OFFLINE_HOURS", "24"),
                        Map.entry("BLINDHOP_UPSTREAM_FORWARD_SECONDS", "15"),
                        Map.entry("BLINDHOP_UPSTREAM_WATCH_SECONDS", "10"),
                        Map.entry("BLINDHOP_UPSTREAM_CACHE_MEGABYTES", "10240"),
                        Map.entry("BLINDHOP_IDENTITY", ""),
                        Map.entry("BLINDHOP_IDENTITY_PASSWORD", ""),
                        Map.entry("BLINDHOP_IDENTITY_PASSWORD_FILE", "")));
        assertThat(SettingsReader.read(Map.of()))
                .isEqualTo(new Settings(
                        "127.0.0.1",
                        8080,
                        Path.of("./data"),
                        Optional.empty(),
                        Set.of(),
                        5 * 1024 * 1024,
                        true,
                        Optional.empty(),
                        new OperatorOptions(AddressList.ANY, false, Duration.ofDays(7)),
                        LimitOptions.DEFAULT,
                        new SignalingOptions(Optional.of(new SignalingUrl("/signaling")), List.of(), Optional.empty()),
                        GatewayOptions.ofAws("/signaling"),
                        Optional.empty(),
                        LogFormat.TEXT,
                        Generation.FIRST));
    }

    @Test
    void theVariableThatNamesAServerToTheOtherCommandsIsNoProblem() {
        assertThat(SettingsReader.read(Map.of("BLINDHOP_URL", "https://elsewhere")))
                .isEqualTo(SettingsReader.read(Map.of()));
    }

    @Test
    void everyVariableCounts() {
        assertThat(SettingsReader.read(Map.ofEntries(
                        Map.entry("BLINDHOP_HOST", "::1"),
                        Map.entry("BLINDHOP_PORT", "0"),
                        Map.entry("BLINDHOP_DATA", "/srv/blindhop"),
                        Map.entry("BLINDHOP_SYSTEM_CONFIG", "admins.json"),
                        Map.entry("BLINDHOP_CORS_ORIGINS", "https://a.example, http://localhost:5173"),
                        Map.entry("BLINDHOP_BODY_LIMIT_BYTES", "65536"),
                        Map.entry("BLINDHOP_CHANGE_EVENTS", "false"),
                        Map.entry("BLINDHOP_LOG_FORMAT", "json"),
                        Map.entry("BLINDHOP_GENERATION", "2"),
                        Map.entry("BLINDHOP_SYSTEM_ALLOWED_IPS", "10.0.0.0/8"),
                        Map.entry("BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS", "true"),
                        Map.entry("BLINDHOP_TENANT_DELETION_DELAY", "12h"),
                        Map.entry("BLINDHOP_TELL_COST", "true"),
                        Map.entry("BLINDHOP_SIGNALING_URL", "wss://hop.example/signaling"),
                        Map.entry("BLINDHOP_STUN_URLS", "stun:a.example, stun:b.example:3478"),
                        Map.entry("BLINDHOP_TURN_URLS", "turns:a.example:5349"),
                        Map.entry("BLINDHOP_TURN_SECRET", "shared"),
                        Map.entry("BLINDHOP_SIGNALING_IDLE_SECONDS", "1"),
                        Map.entry("BLINDHOP_SIGNALING_LIFETIME_SECONDS", "86400"),
                        Map.entry("BLINDHOP_UPSTREAM", "https://origin.example/sync"),
                        Map.entry("BLINDHOP_UPSTREAM_MODE", "store-and-forward"),
                        Map.entry("BLINDHOP_UPSTREAM_DATABASES", "notes, tasks"),
                        Map.entry("BLINDHOP_UPSTREAM_READ_ONLY", "true"),
                        Map.entry("BLINDHOP_UPSTREAM_REGISTER", "true"),
                        Map.entry("BLINDHOP_UPSTREAM_DIRECTORY_SECONDS", "5"),
                        Map.entry("BLINDHOP_UPSTREAM_OFFLINE_HOURS", "2"),
                        Map.entry("BLINDHOP_UPSTREAM_FORWARD_SECONDS", "7"),
                        Map.entry("BLINDHOP_UPSTREAM_CACHE_MEGABYTES", "4096"),
                        Map.entry("BLINDHOP_UPSTREAM_WATCH_SECONDS", "3"))))
                .isEqualTo(new Settings(
                        "::1",
                        0,
                        Path.of("/srv/blindhop"),
                        Optional.of(Path.of("admins.json")),
                        Set.of("https://a.example", "http://localhost:5173"),
                        65_536,
                        false,
                        Optional.empty(),
                        new OperatorOptions(
                                AddressList.parse("10.0.0.0/8"),
                                true,
                                Duration.ofHours(12),
                                Optional.of(Tariff.of(Map.of()))),
                        LimitOptions.DEFAULT,
                        new SignalingOptions(
                                Optional.of(new SignalingUrl("wss://hop.example/signaling")),
                                List.of("stun:a.example", "stun:b.example:3478"),
                                Optional.of(new TurnOptions(List.of("turns:a.example:5349"), "shared"))),
                        GatewayOptions.ofAws("/signaling").withLifetimes(Duration.ofSeconds(1), Duration.ofDays(1)),
                        Optional.of(new HopOptions(
                                List.of(URI.create("https://origin.example/sync")),
                                HopMode.STORE_AND_FORWARD,
                                Duration.ofSeconds(5),
                                Duration.ofHours(2),
                                Set.of(new DatabaseId("notes"), new DatabaseId("tasks")),
                                true,
                                true,
                                Duration.ofSeconds(7),
                                4096L * 1024 * 1024,
                                Duration.ofSeconds(3))),
                        LogFormat.JSON,
                        new Generation(2)));
    }

    @Test
    void whatIsWrongWithAnUpstreamIsNamed() {
        assertThatThrownBy(() -> SettingsReader.read(Map.of(
                        "BLINDHOP_UPSTREAM", "ftp://origin.example",
                        "BLINDHOP_UPSTREAM_MODE", "mirror",
                        "BLINDHOP_UPSTREAM_DATABASES", "a/b")))
                .hasMessageContaining("BLINDHOP_UPSTREAM cannot be used: the URL of a node is http or https")
                .hasMessageContaining("it must be one of passthrough, cache, merge, store-and-forward")
                .hasMessageContaining("BLINDHOP_UPSTREAM_DATABASES: ");
    }

    @Test
    void severalUpstreamsAreForMergeAloneAndNoneIsNamedTwice() {
        assertThat(SettingsReader.read(Map.of(
                                "BLINDHOP_UPSTREAM", "https://a.example, https://b.example:8443",
                                "BLINDHOP_UPSTREAM_MODE", "merge"))
                        .upstream()
                        .orElseThrow()
                        .upstreams())
                .containsExactly(URI.create("https://a.example"), URI.create("https://b.example:8443"));
        assertThatThrownBy(
                        () -> SettingsReader.read(Map.of("BLINDHOP_UPSTREAM", "https://a.example,https://b.example")))
                .hasMessageContaining("BLINDHOP_UPSTREAM cannot be used with BLINDHOP_UPSTREAM_MODE passthrough:"
                        + " more than one upstream needs the mode merge");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(
                        "BLINDHOP_UPSTREAM", "https://a.example,https://a.example",
                        "BLINDHOP_UPSTREAM_MODE", "merge")))
                .hasMessageContaining("an upstream is named twice");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(
                        "BLINDHOP_UPSTREAM",
                        IntStream.rangeClosed(1, 9)
                                .mapToObj(i -> "https://" + i + ".example")
                                .collect(Collectors.joining(",")),
                        "BLINDHOP_UPSTREAM_MODE",
                        "merge")))
                .hasMessageContaining("a hop has 1 to 8 upstreams, not 9");
    }

    @Test
    void signalingCanBeSwitchedOff() {
        assertThat(SettingsReader.read(Map.of("BLINDHOP_SIGNALING_URL", "off")).signaling())
                .isEqualTo(SignalingOptions.OFF);
    }

    @Test
    void whatIsWrongWithSignalingIsNamed() {
        assertThatThrownBy(() -> SettingsReader.read(Map.of(
                        "BLINDHOP_SIGNALING_URL", "https://hop.example",
                        "BLINDHOP_STUN_URLS", "turn:a.example",
                        "BLINDHOP_TURN_URLS", "turn:a.example",
                        "BLINDHOP_SIGNALING_IDLE_SECONDS", "0",
                        "BLINDHOP_SIGNALING_LIFETIME_SECONDS", "86401")))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .hasSize(5)
                                .contains(
                                        "BLINDHOP_SIGNALING_IDLE_SECONDS is 0, it must be from 1 to 86400",
                                        "BLINDHOP_SIGNALING_LIFETIME_SECONDS is 86401, it must be from 1 to 86400")
                                .anySatisfy(problem -> assertThat(problem).contains("BLINDHOP_SIGNALING_URL", "wss://"))
                                .anySatisfy(problem -> assertThat(problem).contains("BLINDHOP_STUN_URLS", "stun:"))
                                .anySatisfy(problem -> assertThat(problem).contains("BLINDHOP_TURN_SECRET", "both")));
    }

    @Test
    void everyVariableOfTheLimitsCounts() {
        assertThat(SettingsReader.read(Map.of(
                                "BLINDHOP_RATE_ADDRESS", "1",
                                "BLINDHOP_RATE_AUTHENTICATION", "2",
                                "BLINDHOP_RATE_REGISTRATION", "3",
                                "BLINDHOP_RATE_SYSTEM", "4",
                                "BLINDHOP_RATE_SYNC", "5",
                                "BLINDHOP_RATE_DEVICE", "0",
                                "BLINDHOP_QUOTA_ENTRIES", "7",
                                "BLINDHOP_QUOTA_BYTES", "5000000000"))
                        .limits())
                .isEqualTo(new LimitOptions(
                        new RateLimits(1, 2, 3, 4, 5, 0),
                        new Quota(new Limit.AtMost(7), new Limit.AtMost(5_000_000_000L))));
    }

    @Test
    void aLimitThatIsNoneIsNamed() {
        assertThatThrownBy(() -> SettingsReader.read(Map.of(
                        "BLINDHOP_RATE_SYNC", "-1", "BLINDHOP_QUOTA_ENTRIES", "-1", "BLINDHOP_QUOTA_BYTES", "5GB")))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .containsExactlyInAnyOrder(
                                        "BLINDHOP_RATE_SYNC is -1, it must be from 0 to 1000000",
                                        "BLINDHOP_QUOTA_ENTRIES is \"-1\"; it is a whole number from 0, or unlimited",
                                        "BLINDHOP_QUOTA_BYTES is \"5GB\"; it is a whole number from 0, or unlimited"));
    }

    @Test
    void anEmptyVariableIsAsIfItWereNotSet() {
        assertThat(SettingsReader.read(Map.of("BLINDHOP_PORT", " "))).isEqualTo(SettingsReader.read(Map.of()));
    }

    @Test
    void allProblemsAreReportedAtOnceWithTheirVariables() {
        assertThatThrownBy(() -> SettingsReader.read(Map.of(
                        "BLINDHOP_PORT", "65536",
                        "BLINDHOP_BODY_LIMIT_BYTES", "5mb",
                        "BLINDHOP_CORS_ORIGINS", "https://a.example/",
                        "BLINDHOP_SYSTEM_ALLOWED_IPS", "10.0.0.0/33",
                        "BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS", "yes",
                        "BLINDHOP_TENANT_DELETION_DELAY", "0h",
                        "BLINDHOP_LOG_FORMAT", "JSON",
                        "BLINDHOP_GENERATION", "0",
                        "BLINDHOP_PROT", "1")))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .hasSize(9)
                                .contains("BLINDHOP_LOG_FORMAT is \"JSON\", it must be text or json")
                                .contains("BLINDHOP_GENERATION is 0, it must be from 1 to 1000000")
                                .anyMatch(p -> p.startsWith("BLINDHOP_PROT is not known"))
                                .contains("BLINDHOP_PORT is 65536, it must be from 0 to 65535")
                                .contains("BLINDHOP_BODY_LIMIT_BYTES is \"5mb\", which is not a whole number")
                                .anyMatch(p -> p.startsWith("BLINDHOP_SYSTEM_ALLOWED_IPS: \"10.0.0.0/33\""))
                                .contains("BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS is \"yes\", it must be true or false")
                                .anyMatch(p -> p.startsWith("BLINDHOP_TENANT_DELETION_DELAY is \"0h\""))
                                .anyMatch(p -> p.startsWith("BLINDHOP_CORS_ORIGINS has \"https://a.example/\"")));
    }
}
