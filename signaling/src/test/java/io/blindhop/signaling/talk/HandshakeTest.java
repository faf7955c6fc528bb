package io.blindhop.signaling.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.signaling.fixture.Lab;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final Optional<String> APP = Optional.of("https://app.example.org");
    private static final Optional<String> EVIL = Optional.of("https://evil.example.org");

    private final Lab lab = new Lab();

    private String subprotocols(Optional<String> origin) {
        return "blindhop.v1, ticket." + lab.ticket(Lab.ACME, Lab.ALICE, origin);
    }

    private static void refused(Lab lab, String subprotocols, Optional<String> origin, int status) {
        int rows = lab.rows().size();
        assertThatThrownBy(() -> lab.connect(subprotocols, origin))
                .isInstanceOfSatisfying(
                        ConnectionRefusedException.class,
                        e -> assertThat(e.status()).isEqualTo(status));
        assertThat(lab.rows()).hasSize(rows);
    }

    @Test
    void aTicketOpensOneConnection() throws ConnectionRefusedException {
        String subprotocols = subprotocols(Optional.empty());
        lab.connect(subprotocols, Optional.empty());
        refused(lab, subprotocols, Optional.empty(), 401);
    }

    @Test
    void nobodyComesInWithoutAValidTicket() {
        refused(lab, "", Optional.empty(), 401);
        refused(lab, "blindhop.v1", Optional.empty(), 401);
        refused(lab, "blindhop.v1, ticket.AAAA", Optional.empty(), 401);
        refused(lab, subprotocols(Optional.empty()).replace("v1", "v2"), Optional.empty(), 401);
        String old = subprotocols(Optional.empty());
        lab.pass(Duration.ofSeconds(61));
        refused(lab, old, Optional.empty(), 401);
    }

    @Test
    void aTicketCountsForItsOriginOnly() throws ConnectionRefusedException {
        refused(lab, subprotocols(APP), EVIL, 403);
        refused(lab, subprotocols(APP), Optional.empty(), 403);
        refused(lab, subprotocols(Optional.empty()), EVIL, 403);
        lab.connect(subprotocols(APP), APP);
    }

    @Test
    void whereOriginsAreConfiguredNoOtherIsLetIn() throws ConnectionRefusedException {
        Lab strict = new Lab(Set.of(APP.get()));
        String evil = "blindhop.v1, ticket." + strict.ticket(Lab.ACME, Lab.ALICE, EVIL);
        refused(strict, evil, EVIL, 403);
        strict.connect("blindhop.v1, ticket." + strict.ticket(Lab.ACME, Lab.ALICE, APP), APP);
        strict.connect("blindhop.v1, ticket." + strict.ticket(Lab.ACME, Lab.ALICE, Optional.empty()), Optional.empty());
    }

    @Test
    void aRefusedTicketIsNotSpent() throws ConnectionRefusedException {
        String subprotocols = subprotocols(APP);
        refused(lab, subprotocols, EVIL, 403);
        lab.connect(subprotocols, APP);
    }

    @Test
    void aDeviceThatWasRevokedAfterItGotItsTicketIsRefused() {
        String subprotocols = subprotocols(Optional.empty());
        lab.directory.revoke(Lab.ALICE);
        refused(lab, subprotocols, Optional.empty(), 401);
    }
}
