package io.blindhop.infra.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
    @Test
    void everyNameAndDefaultIsPinned() {
        assertThat(SettingsReader.DEFAULTS)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "BLINDHOP_HOST", "127.0.0.1",
                        "BLINDHOP_PORT", "8080",
                        "BLINDHOP_DATA", "./data",
                        "BLINDHOP_SYSTEM_CONFIG", "",
                        "BLINDHOP_CORS_ORIGINS", "",
                        "BLINDHOP_BODY_LIMIT_BYTES", "5242880"));
        assertThat(SettingsReader.read(Map.of()))
                .isEqualTo(new Settings(
                        "127.0.0.1", 8080, Path.of("./data"), Optional.empty(), Set.of(), 5 * 1024 * 1024));
    }

    @Test
    void everyVariableCounts() {
        assertThat(SettingsReader.read(Map.of(
                        "BLINDHOP_HOST", "::1",
                        "BLINDHOP_PORT", "0",
                        "BLINDHOP_DATA", "/srv/blindhop",
                        "BLINDHOP_SYSTEM_CONFIG", "admins.json",
                        "BLINDHOP_CORS_ORIGINS", "https://a.example, http://localhost:5173",
                        "BLINDHOP_BODY_LIMIT_BYTES", "65536",
                        "PATH", "/bin")))
                .isEqualTo(new Settings(
                        "::1",
                        0,
                        Path.of("/srv/blindhop"),
                        Optional.of(Path.of("admins.json")),
                        Set.of("https://a.example", "http://localhost:5173"),
                        65_536));
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
                        "BLINDHOP_PROT", "1")))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .hasSize(4)
                                .anyMatch(p -> p.startsWith("BLINDHOP_PROT is not known"))
                                .contains("BLINDHOP_PORT is 65536, it must be from 0 to 65535")
                                .contains("BLINDHOP_BODY_LIMIT_BYTES is \"5mb\", which is not a whole number")
                                .anyMatch(p -> p.startsWith("BLINDHOP_CORS_ORIGINS has \"https://a.example/\"")));
    }
}
