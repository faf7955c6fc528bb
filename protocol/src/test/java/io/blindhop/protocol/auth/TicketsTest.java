package io.blindhop.protocol.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private static final Optional<String> ORIGIN = Optional.of("https://app.example.org");

    private final AuthFixture clock = new AuthFixture();
    private final Tickets tickets = new Tickets(AuthFixture.SECRETS, clock, new Random(42));

    @Test
    void aTicketCarriesEverythingTheConnectionNeeds() {
        Ticket ticket = tickets.check(tickets.issue(AuthFixture.TENANT, AuthFixture.KEY, ORIGIN))
                .orElseThrow();
        assertThat(ticket.realm()).isEqualTo(AuthFixture.TENANT);
        assertThat(ticket.deviceKey()).isEqualTo(AuthFixture.KEY);
        assertThat(ticket.origin()).isEqualTo(ORIGIN);
        assertThat(ticket.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofSeconds(60)));
        Ticket other = tickets.check(tickets.issue(AuthFixture.TENANT, AuthFixture.KEY, Optional.empty()))
                .orElseThrow();
        assertThat(other.origin()).isEmpty();
        assertThat(other.nonce()).isNotEqualTo(ticket.nonce());
    }

    @Test
    void aTicketLivesForAMinute() {
        String text = tickets.issue(AuthFixture.TENANT, AuthFixture.KEY, ORIGIN);
        clock.pass(Duration.ofSeconds(60));
        assertThat(tickets.check(text)).isPresent();
        clock.pass(Duration.ofMillis(1));
        assertThat(tickets.check(text)).isEmpty();
    }

    @Test
    void aTicketThatWasAlteredAnywhereIsNone() {
        String text = tickets.issue(AuthFixture.TENANT, AuthFixture.KEY, ORIGIN);
        for (int i = 0; i < text.length(); i++) {
            String altered = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThat(tickets.check(altered)).as("character %d", i).isEmpty();
            assertThat(tickets.check(text.substring(0, i))).as("cut at %d", i).isEmpty();
        }
        assertThat(tickets.check(text + "A")).isEmpty();
        assertThat(tickets.check("ä".repeat(60))).isEmpty();
    }

    @Test
    void aTicketOfAnotherNodeIsNone() {
        Tickets elsewhere = new Tickets(AuthFixture.secrets(2), clock, new Random(42));
        assertThat(tickets.check(elsewhere.issue(AuthFixture.TENANT, AuthFixture.KEY, ORIGIN)))
                .isEmpty();
    }

    @Test
    void aTicketOutlivesTheReplacementOfTheMasterSecret() {
        String text = tickets.issue(AuthFixture.TENANT, AuthFixture.KEY, ORIGIN);
        assertThat(new Tickets(AuthFixture.secrets(2, 1), clock, new Random(42)).check(text))
                .isPresent();
    }

    @Test
    void theLargestTicketFitsAndIsASubprotocol() {
        String text = tickets.issue(
                AuthFixture.TENANT, "k".repeat(Tickets.MAX_KEY), Optional.of("o".repeat(Tickets.MAX_ORIGIN)));
        assertThat(text).matches("[A-Za-z0-9_-]+").hasSizeLessThanOrEqualTo(Tickets.MAX_LENGTH);
        assertThat(tickets.check(text)).isPresent();
    }

    @Test
    void whatDoesNotFitIsRefusedWhenItIsIssued() {
        assertThatThrownBy(() -> tickets.issue(AuthFixture.TENANT, "k".repeat(Tickets.MAX_KEY + 1), ORIGIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("device key must be at most 512");
        assertThatThrownBy(() -> tickets.issue(
                        AuthFixture.TENANT, AuthFixture.KEY, Optional.of("o".repeat(Tickets.MAX_ORIGIN + 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("origin must be at most 300");
    }
}
