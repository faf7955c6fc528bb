package io.blindhop.functions.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.protocol.auth.Tickets;
import io.blindhop.signaling.Signaling;
import io.blindhop.signaling.node.Connections;
import io.blindhop.signaling.node.SignalingServices;
import io.blindhop.signaling.talk.ConnectionRefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The figures that {@code terraform/examples/signaling-only/README.md} is worked out from. */
class SignalCostTest {
    private static final String PEER = "\"peer\":\"";

    private final Map<String, String> last = new HashMap<>();
    private final Connections sockets = new Connections() {
        @Override
        public void post(String connectionId, String message) {
            last.put(connectionId, message);
        }

        @Override
        public void close(String connectionId) {
            last.remove(connectionId);
        }
    };

    private static void connect(TestNode node, Signaling signaling, Person person) throws ConnectionRefusedException {
        Realm.OfTenant realm =
                new Realm.OfTenant(new TenantId("acme"), node.tenant("acme").incarnation());
        String ticket = new Tickets(
                        node.services().secrets(),
                        node.services().clock(),
                        node.services().random())
                .issue(realm, person.signingPem(), Optional.empty());
        signaling.connect(person.username(), "blindhop.v1, ticket." + ticket, Optional.empty());
        signaling.receive(person.username(), "{\"type\":\"hello\",\"session\":\"oaGhoaGhoaGhoaGhoaGhoQ\"}");
    }

    private String peer(Person person) {
        String welcome = last.get(person.username());
        return welcome.substring(welcome.indexOf(PEER) + PEER.length()).substring(0, 22);
    }

    @Test
    void aSignalCostsSixReadUnitsAndOneWriteUnitAtMostAndAPingNoMore() throws ConnectionRefusedException {
        try (TestNode node = new TestNode()) {
            TestTenant.register(node, "acme").grant(Person.BOB);
            Signaling signaling = NodeSignaling.of(node.services(), sockets, SignalingServices.LIFETIME);
            connect(node, signaling, Person.ALICE);
            connect(node, signaling, Person.BOB);
            String bob = peer(Person.BOB);
            for (Person person : new Person[] {Person.ALICE, Person.BOB}) {
                signaling.receive(person.username(), "{\"type\":\"join\",\"room\":\"db:notes\"}");
            }
            node.calls().reset();
            signaling.receive(
                    Person.ALICE.username(),
                    "{\"type\":\"signal\",\"room\":\"db:notes\",\"to\":\"" + bob
                            + "\",\"seq\":0,\"kind\":\"offer\",\"expires\":1,\"data\":\"" + "d".repeat(3000)
                            + "\",\"signature\":\"" + "s".repeat(86) + "\"}");
            assertThat(last.get(Person.BOB.username())).contains("\"type\":\"signal\"");
            assertThat(node.calls().readUnits()).isLessThanOrEqualTo(6);
            assertThat(node.calls().writeUnits()).isEqualTo(1);

            node.calls().reset();
            signaling.receive(Person.ALICE.username(), "{\"type\":\"ping\"}");
            assertThat(last.get(Person.ALICE.username())).contains("pong");
            assertThat(node.calls().readUnits()).isLessThanOrEqualTo(6);
            assertThat(node.calls().writeUnits()).isEqualTo(1);
        }
    }
}
