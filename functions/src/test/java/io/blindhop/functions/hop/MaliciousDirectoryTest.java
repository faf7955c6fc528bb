package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ForwardingStore;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.store.dynamo.directory.DirectoryWriter;
import io.blindhop.store.dynamo.log.LogStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a hop in the middle makes of the directory by which the hop in front of it decides. */
class MaliciousDirectoryTest {
    private static final int NEXT = 2;

    private final MaliciousLab lab = new MaliciousLab(HopMode.PASSTHROUGH);

    @AfterEach
    void close() {
        lab.close();
    }

    private int logIn(Person person) {
        var wish = WireEntries.object().put("username", person.username()).put("signingPublicKey", person.signingPem());
        return lab.at(NEXT).auth("challenge", wish).status();
    }

    private void letTheDirectoryAge() {
        for (int node = 1; node <= NEXT; node++) {
            lab.chain().node(node).advance(Chain.AGE.plusSeconds(1));
        }
    }

    private boolean nextHopHas(ArrivedEntry entry) {
        TestNode next = lab.chain().node(NEXT);
        var store = new LogStore(
                next.services().storage(), next.tenant(TestTenant.RECORDED).directory());
        return !store.present(List.of(entry.id())).isEmpty();
    }

    /** A grant of Carol as this author would write it for that tenant. */
    private static ArrivedEntry grantOfCarol(String tenant, SigningKey author, Bytes publicInfosKey) {
        UsernameHash names = new UsernameHash(tenant);
        String hash = names.v3(Person.CAROL.username());
        Map<String, Object> grant = Map.of(
                "form",
                "useroperation",
                "type",
                "grantaccess",
                "username_hash",
                hash,
                "identity_hashes",
                List.of(hash, names.v3("*")),
                "identity_hashes_v",
                1L,
                "userKeyPairs",
                List.of(Map.of(
                        "signingPublicKey", Person.CAROL.signingPem(),
                        "encryptionPublicKey", Person.CAROL.encryptionPem())));
        try (DirectoryWriter writer = new DirectoryWriter(author, publicInfosKey)) {
            return writer.write("grant_of_carol", grant);
        }
    }

    private void add(ArrivedEntry entry) {
        lab.lieAbout("directory", store -> new AddingStore(store, entry));
        letTheDirectoryAge();
    }

    @Test
    void aGrantOfTheAdministratorCountsWhichShowsThatTheFollowingTestsTestSomething() {
        add(grantOfCarol(TestTenant.RECORDED, Person.ADMIN.identity().signing(), TestTenant.PUBLIC_INFOS_KEY));

        assertThat(logIn(Person.CAROL)).isEqualTo(200);
    }

    @Test
    void aGrantThatTheHopSignedItselfIsNotPulledAndLetsNobodyIn() {
        ArrivedEntry own =
                grantOfCarol(TestTenant.RECORDED, lab.chain().keys(1).signing(), TestTenant.PUBLIC_INFOS_KEY);
        add(own);

        assertThat(logIn(Person.CAROL)).isEqualTo(403);
        assertThat(logIn(Person.ALICE)).isEqualTo(200);
        assertThat(nextHopHas(own)).isFalse();
    }

    @Test
    void aGrantOfAnotherTenantOfTheSameAdministratorOpensNothingHere() {
        Bytes keyOfTheOther = Bytes.wrap(new byte[32]);
        add(grantOfCarol("another", Person.ADMIN.identity().signing(), keyOfTheOther));

        assertThat(logIn(Person.CAROL)).isEqualTo(403);
        assertThat(logIn(Person.ALICE)).isEqualTo(200);
    }

    @Test
    void anOldDirectoryDoesNotBringARevokedUserBack() {
        assertThat(logIn(Person.BOB)).isEqualTo(200);
        StoreHead then = directory().head();
        lab.at(0).revokeBob();
        letTheDirectoryAge();
        assertThat(logIn(Person.BOB)).isEqualTo(403);

        lab.lieAbout("directory", store -> new Before(store, then));
        letTheDirectoryAge();

        assertThat(logIn(Person.BOB)).isEqualTo(403);
        assertThat(logIn(Person.ALICE)).isEqualTo(200);
    }

    private ContentAddressedStore directory() {
        return lab.chain().client(0, Person.ALICE, "directory");
    }

    /** A store as it was. */
    private static final class Before extends ForwardingStore {
        private final ContentAddressedStore store;
        private final StoreHead then;

        Before(ContentAddressedStore store, StoreHead then) {
            super(store);
            this.store = store;
            this.then = then;
        }

        @Override
        public StoreHead head() {
            return then;
        }

        @Override
        public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
            List<StoredEntry> old = store.scan(after, limit, filter).entries().stream()
                    .filter(entry -> entry.receiptOrder() <= then.maxReceiptOrder())
                    .toList();
            Optional<Cursor> next =
                    old.isEmpty() ? after : Optional.of(new Cursor(old.getLast().receiptOrder(), "~"));
            return new ScanPage(old, next, false);
        }
    }

    @Test
    void aRevocationThatIsKeptBackHidesNoWriteFromTheOriginAndEndsWithTheLie() {
        assertThat(logIn(Person.BOB)).isEqualTo(200);
        StoreHead then = directory().head();
        var bob = lab.at(NEXT).login(Person.BOB).docs("notes");
        lab.lieAbout("directory", store -> new Before(store, then));
        lab.at(0).revokeBob();

        ArrivedEntry note = Person.BOB.entries(4).docCreate("after_the_revocation");
        Answer push = bob.putBinary(List.of(note));

        assertThat(push.ok().json().get("rejected")).hasSize(1);
        assertThat(lab.at(0).login(Person.ALICE).docs("notes").hasEntries(List.of(note.id())))
                .isEmpty();
        lab.tellTheTruth();
        letTheDirectoryAge();
        assertThat(logIn(Person.BOB)).isEqualTo(403);
    }

    @Test
    void aCursorThatJumpsAheadHidesNothingOnceTheHopIsHonestAgain() {
        assertThat(logIn(Person.BOB)).isEqualTo(200);
        lab.lieAbout("directory", store -> new ForwardingStore(store) {
            @Override
            public StoreHead head() {
                StoreHead head = store.head();
                return new StoreHead(head.epoch(), head.maxReceiptOrder() + 1_000);
            }

            @Override
            public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
                return new ScanPage(List.of(), Optional.of(new Cursor(head().maxReceiptOrder(), "~")), false);
            }
        });
        letTheDirectoryAge();
        assertThat(logIn(Person.BOB)).isEqualTo(200);

        lab.tellTheTruth();
        lab.at(0).revokeBob();
        letTheDirectoryAge();

        assertThat(logIn(Person.BOB)).isEqualTo(403);
    }
}
