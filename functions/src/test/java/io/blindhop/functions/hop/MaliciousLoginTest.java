package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.fixture.NodeTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.DecryptionException;
import io.blindhop.protocol.crypto.HybridContainer;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.signature.AuthorSigningBytes;
import io.blindhop.protocol.signature.WitnessSigningBytes;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a hop gets by the logins of others, and by its own. */
class MaliciousLoginTest {
    private final Chain chain = new Chain();

    @AfterEach
    void close() {
        chain.close();
    }

    /** Texts that mean something else than a login if they are signed. */
    static List<String> otherTexts() {
        ArrivedEntry entry = Person.MALLORY.entries(1).docCreate("forged");
        return List.of(
                latin1(WitnessSigningBytes.of(entry.metadata(), "notes", 1, Person.ALICE.signingPem())),
                latin1(AuthorSigningBytes.of(entry.metadata())),
                entry.payload().toUtf8(),
                "\u00ffblindhop-signal-v1\u0000\u0000\u0000\u0005offer",
                "{\"type\":\"offer\"}",
                "a text of words",
                "short",
                "",
                "x".repeat(2049));
    }

    private static String latin1(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
    }

    private static InterceptingTransport asking(NodeTransport way, AtomicReference<String> challenge) {
        return new InterceptingTransport(
                way,
                request -> request.path().endsWith("/auth/challenge")
                                && !challenge.get().equals("honest")
                        ? Optional.of(WireEntries.object()
                                .put("challenge", challenge.get())
                                .toString())
                        : Optional.empty());
    }

    @ParameterizedTest(name = "text {index}")
    @MethodSource("otherTexts")
    void aReceiptAnEntryOrAnOfferIsSignedByNobodyAsAChallenge(String text) {
        AtomicReference<String> challenge = new AtomicReference<>(text);
        InterceptingTransport toClient = asking(new NodeTransport(chain.node(0)), challenge);
        assertThatThrownBy(() -> chain.client(toClient, Person.ALICE, "notes").head())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("not the text of a challenge");
        assertThat(toClient.asked()).noneMatch(path -> path.endsWith("/authenticate"));

        AtomicReference<InterceptingTransport> toHop = new AtomicReference<>();
        chain.add(HopMode.PASSTHROUGH, stores -> stores, link -> {
            toHop.set(asking((NodeTransport) link, challenge));
            return toHop.get();
        });
        var wish = WireEntries.object()
                .put("username", Person.BOB.username())
                .put("signingPublicKey", Person.BOB.signingPem());
        assertThat(chain.at(1).auth("challenge", wish).status()).isEqualTo(503);
        assertThat(toHop.get().asked()).noneMatch(path -> path.endsWith("/authenticate"));
        challenge.set("honest");
        assertThat(chain.at(1).auth("challenge", wish).status()).isEqualTo(200);
    }

    @Test
    void aLoginThatAHopPassesOnGetsItCiphertextForSomebodyElse() {
        RecordedNotes.push(chain.at(0));
        chain.add(HopMode.PASSTHROUGH);
        // What Bob signs for the hop is a challenge of the origin, which knows no difference.
        Session asBob = chain.at(0).login(Person.BOB);
        Identity hop = chain.keys(1);

        var notes = asBob.docs("notes");
        var answer =
                notes.call("getEntries", StoreClient.withIds(notes.ids())).ok().json();

        assertThat(answer.get("entries")).isNotEmpty();
        answer.get("entries")
                .forEach(entry -> assertThatThrownBy(() -> HybridContainer.decrypt(
                                hop.encryption(),
                                Bytes.fromBase64(
                                        entry.get("rsaEncryptedPayload").asText())))
                        .isInstanceOf(DecryptionException.class));
        ArrivedEntry forged = Person.MALLORY.entries(8).docCreate("as_bob");
        assertThat(notes.putBinary(List.of(forged)).ok().json().get("rejected")).hasSize(1);
    }

    private ContentAddressedStore asHop(String dbId) {
        return chain.client(new NodeTransport(chain.node(0)), chain.keys(1), dbId, StoreKind.DOCS);
    }

    @Test
    void whatAHopSignsIsTakenByNoOrigin() {
        chain.add(HopMode.PASSTHROUGH);
        ArrivedEntry own = new TestEntries(5).by(chain.keys(1).signing()).docCreate("of_the_hop");
        ArrivedEntry ofAStranger = Person.CAROL.entries(5).docCreate("of_another_tenant");
        for (ArrivedEntry entry : List.of(own, ofAStranger)) {
            assertThatThrownBy(() -> asHop("notes").put(RecordedNotes.verified(entry), Witness.NONE))
                    .hasMessageContaining("was not signed by a trusted user");
        }
        assertThatThrownBy(() -> asHop("directory").put(RecordedNotes.verified(own), Witness.NONE))
                .hasMessageContaining("was not signed by the tenant's administrator");
        assertThat(asHop("notes").head().maxReceiptOrder()).isZero();
    }

    @Test
    void aHopThatIsTrustedWithOneTenantIsNobodyInAnother() {
        chain.add(HopMode.PASSTHROUGH);
        TestTenant another = TestTenant.register(chain.node(0), "another");
        another.grant();
        Identity hop = chain.keys(1);
        assertThat(asHop("notes").head().maxReceiptOrder()).isZero();

        var wish = WireEntries.object()
                .put("username", hop.username())
                .put("signingPublicKey", hop.signing().publicPem());
        assertThat(another.auth("challenge", wish).status()).isEqualTo(403);
        Session here = chain.at(0).login(new Person(hop));
        assertThat(here.docs("notes").call("getStoreHead").status()).isEqualTo(200);
        assertThat(here.at("another").docs("notes").call("getStoreHead").status())
                .isEqualTo(401);
    }
}
