package io.blindhop.functions.conformance;

import static io.blindhop.functions.conformance.RouteLab.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import java.util.function.Consumer;

/** What clients and operators send to the routes of {@link RouteTable}. */
final class RouteBodies {
    private RouteBodies() {}

    static ObjectNode with(Consumer<ObjectNode> members) {
        ObjectNode body = WireEntries.object();
        members.accept(body);
        return body;
    }

    static void ids(RouteLab lab, ObjectNode body) {
        body.putArray("ids").add(lab.document().id());
    }

    static void range(RouteLab lab, ObjectNode body) {
        body.put("lastChunkId", lab.chunk().id())
                .put("attachmentSize", lab.chunk().metadata().originalSize().orElseThrow())
                .putObject("options")
                .put("startByte", 0);
    }

    static void registration(ObjectNode body) {
        body.put("adminSigningPublicKey", Person.ADMIN.signingPem())
                .put("adminEncryptionPublicKey", Person.ADMIN.encryptionPem())
                .put("publicInfosKey", Bytes.wrap(new byte[32]).toBase64());
    }

    static void trustedServer(ObjectNode body) {
        body.put("name", "relay")
                .put("signingPublicKey", Person.MALLORY.signingPem())
                .put("encryptionPublicKey", Person.MALLORY.encryptionPem());
    }

    static void syncServer(ObjectNode body) {
        body.put("name", "relay").put("url", "https://sync.example.com");
        body.putArray("databases").add("notes");
    }

    static Bytes name(Person person) {
        return json(b -> b.put("username", person.username()).put("signingPublicKey", person.signingPem()));
    }

    static Bytes systemName(Person person) {
        return json(b -> b.put("username", person.username()).put("publicsignkey", person.signingPem()));
    }

    static Bytes key(Person person) {
        return json(b -> b.put("signingPublicKey", person.signingPem()));
    }

    static Bytes answer(Person person, String challenge) {
        return Bytes.utf8(
                TestTenant.signed(person.identity().signing(), challenge).toString());
    }

    static String deviceChallenge(RouteLab lab) {
        return lab.tenant().deviceChallenge(Person.ALICE);
    }
}
