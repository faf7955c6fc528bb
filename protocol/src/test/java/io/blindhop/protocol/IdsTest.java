package io.blindhop.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final String LONG = "a".repeat(64);

    @ParameterizedTest
    @ValueSource(strings = {"a", "A1", "0", "Sales.2024_x-y", "a..b", "directory"})
    void aDatabaseIdKeepsItsCase(String id) {
        assertThat(new DatabaseId(id).toString()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", ".hidden", "a/b", "a\\b", "a b", "ä", "a\u0000", "a\n", "-a", "%2e"})
    void whatIsNoDatabaseIdIsRefused(String id) {
        assertThatThrownBy(() -> new DatabaseId(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dbId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a.b", "ACME", "_a", "-a", "a b", "a\n", "é"})
    void whatIsNoTenantIdIsRefused(String id) {
        assertThatThrownBy(() -> new TenantId(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tenantId");
    }

    @Test
    void idsHaveAtMost64Characters() {
        assertThat(new DatabaseId(LONG).value()).isEqualTo(LONG);
        assertThat(new TenantId(LONG).value()).isEqualTo(LONG);
        assertThatThrownBy(() -> new DatabaseId(LONG + "a")).hasMessageContaining("at most 64 characters");
        assertThatThrownBy(() -> new TenantId(LONG + "a")).hasMessageContaining("at most 64 characters");
    }

    @Test
    void aSegmentIsLowerCasedWhereItIsAscii() {
        assertThat(TenantId.ofSegment("ACME1")).isEqualTo(new TenantId("acme1"));
        assertThatThrownBy(() -> TenantId.ofSegment("\u212Aarsten")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TenantId.ofSegment("..")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void routesOfTheServerAreReserved() {
        assertThat(new TenantId("system").isReserved()).isTrue();
        assertThat(new TenantId("systems").isReserved()).isFalse();
    }
}
