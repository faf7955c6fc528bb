package io.blindhop.store.dynamo.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.directory.Administrator.Grants;
import io.blindhop.store.dynamo.directory.Administrator.State;
import io.blindhop.store.dynamo.log.Trap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Grants as an administrator may write them, in every sequence that processes can get into. */
class GrantProjectionTest {
    private static final String KEY = "a signing key";
    private static final String OTHER = "another signing key";
    private static final String ALICE = "hash of alice";
    private static final String BOB = "hash of bob";

    private final Administrator administrator = new Administrator();
    private final DirectoryLab lab = newLab();
    private final Grants grants = administrator.grants("grant");

    @AfterEach
    void free() {
        administrator.close();
    }

    private DirectoryLab newLab() {
        return new DirectoryLab(administrator.tenant());
    }

    private static boolean isActive(DirectoryView view, String key) {
        boolean active = view.byKey(key).stream().anyMatch(DeviceRow::active);
        assertThat(view.byUsername(ALICE).stream()
                        .anyMatch(row -> row.signingPublicKey().equals(key) && row.active()))
                .as("by name and by key")
                .isEqualTo(active);
        return active;
    }

    @Test
    void twoProjectorsInterleavedAtEveryCallLeaveTheLatestStateOfGrantRevokeGrant() {
        List<VerifiedEntry> states = List.of(
                grants.change(State.active(ALICE, KEY)),
                grants.change(State.revoked(ALICE, KEY)),
                grants.change(State.active(ALICE, KEY)));
        Trap counting = Trap.counting();
        newLab().node(counting).put(states.getFirst());
        int interleavings = 0;
        for (int first = 0; first < counting.calls(); first++) {
            DirectoryLab twice = newLab();
            Trap revoked = Trap.frozen(Map.of(first, () -> twice.node().put(states.get(1))));
            twice.node(revoked).put(states.getFirst());
            boolean grantCameLater =
                    twice.stored().getLast().equals(states.getFirst().id());
            assertThat(isActive(twice.node().request(), KEY))
                    .as("revoked after call %d, grant stored later: %s", first, grantCameLater)
                    .isFalse();
            for (int second = first + 1; second < counting.calls(); second++) {
                DirectoryLab thrice = newLab();
                Trap revokedAndGranted = Trap.frozen(Map.of(
                        first, () -> thrice.node().put(states.get(1)),
                        second, () -> thrice.node().put(states.get(2))));
                thrice.node(revokedAndGranted).put(states.getFirst());
                if (second >= revokedAndGranted.calls()) {
                    // The one that overtook it has left it nothing to do.
                    break;
                }
                interleavings++;
                assertThat(isActive(thrice.node().request(), KEY))
                        .as("revoked after call %d, granted again after call %d", first, second)
                        .isTrue();
            }
        }
        assertThat(interleavings).isGreaterThan(100);
    }

    @Test
    void aProjectionThatDiesBetweenAnyTwoRowsIsFinishedByTheNextRequest() {
        String[] keys = {KEY, OTHER, "a third key"};
        VerifiedEntry grant = grants.change(State.active(ALICE, keys));
        VerifiedEntry revocation = grants.change(State.revoked(BOB, keys));
        lab.node().put(grant);
        Trap counting = Trap.counting();
        lab.node(counting).put(revocation);
        for (int call = 0; call < counting.calls(); call++) {
            DirectoryLab crashed = newLab();
            crashed.node().put(grant);
            Trap deadly = Trap.deadly(call, true);
            Throwable death = catchThrowable(() -> crashed.node(deadly).put(revocation));
            assertThat(death).isInstanceOf(Trap.Death.class);
            boolean stored = crashed.stored().contains(revocation.id());
            DirectoryView view = crashed.node().request();
            for (String key : keys) {
                assertThat(isActive(view, key)).as("died after call %d", call).isEqualTo(!stored);
            }
        }
    }

    @Test
    void aDeletedGrantRevokesItsKeys() {
        assertThat(isActive(lab.node().put(grants.change(State.active(ALICE, KEY))), KEY))
                .isTrue();
        assertThat(isActive(lab.node().put(grants.deletion()), KEY)).isFalse();
    }

    @Test
    void aKeyThatIsNoLongerMentionedIsNoLongerInForce() {
        lab.node().put(grants.change(State.active(ALICE, KEY, OTHER)));
        DirectoryView view = lab.node().put(grants.change(State.active(ALICE, OTHER)));
        assertThat(isActive(view, KEY)).isFalse();
        assertThat(isActive(view, OTHER)).isTrue();
    }

    @Test
    void aGrantThatIsGivenToSomebodyElseIsNotFoundUnderTheFormerName() {
        lab.node().put(grants.change(State.active(ALICE, KEY)));
        DirectoryView view = lab.node().put(grants.change(State.active(BOB, KEY)));
        assertThat(view.byUsername(ALICE)).isEmpty();
        assertThat(view.byUsername(BOB)).isEqualTo(view.byKey(KEY)).hasSize(1);
    }

    @Test
    void aKeyThatTwoDocumentsGrantIsInForceUntilBothHaveTakenItBack() {
        Grants second = administrator.grants("second");
        lab.node().put(grants.change(State.active(ALICE, KEY)), second.change(State.active(ALICE, KEY)));
        assertThat(isActive(lab.node().put(grants.change(State.revoked(ALICE, KEY))), KEY))
                .isTrue();
        assertThat(isActive(lab.node().put(second.deletion()), KEY)).isFalse();
    }

    @Test
    void whatAMemberWritesChangesNothing() {
        VerifiedEntry forged = administrator.grants("forged").forged(State.active(ALICE, OTHER));
        DirectoryView view = lab.node().put(grants.change(State.active(ALICE, KEY)), forged);
        assertThat(isActive(view, KEY)).isTrue();
        assertThat(isActive(view, OTHER)).isFalse();
        DirectoryView after = lab.node().put(grants.forged(State.revoked(ALICE, KEY)));
        assertThat(isActive(after, KEY)).isTrue();
    }

    @Test
    void anUnreadableEntryLocksOutThoseOfItsDocumentAndNobodyElseAndIsReported() {
        lab.node()
                .put(
                        grants.change(State.active(ALICE, KEY)),
                        administrator.grants("sound").change(State.active(ALICE, OTHER)));
        List<String> warnings = new ArrayList<>();
        Logger logger = Logger.getLogger(DirectoryProjector.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                warnings.add(logged.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        VerifiedEntry unreadable = grants.unreadable();
        try {
            DirectoryView view = lab.node().put(unreadable);
            assertThat(isActive(view, KEY)).isFalse();
            assertThat(isActive(view, OTHER)).isTrue();
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("tenant acme", "document grant ", unreadable.id(), "is in force");
    }

    @Test
    void twoSpellingsOfAKeyAreOneKeyThatIsInForceIfOneOfThemIs() {
        for (int round = 0; round < 20; round++) {
            DirectoryLab fresh = newLab();
            Grants document = administrator.grants("round" + round);
            fresh.node().put(document.change(State.active(ALICE, "key\n of alice")));
            State respelled = new State(ALICE, List.of("key of\nalice"), List.of("key\n of alice"), List.of());
            DirectoryView view = fresh.node().put(document.change(respelled));
            assertThat(view.byKey("keyofalice")).singleElement().satisfies(row -> {
                assertThat(row.active()).isTrue();
                assertThat(row.signingPublicKey()).isEqualTo("key of\nalice");
            });
            assertThat(view.byUsername(ALICE)).hasSize(1);
            DirectoryView revoked = fresh.node().put(document.change(State.revoked(ALICE, "key of alice")));
            assertThat(isActive(revoked, "key of alice")).isFalse();
        }
    }

    @Test
    void anAbsurdlyLongTextInOneGrantKeepsNobodyElseOut() {
        String absurd = "x".repeat(500_000);
        Grants absurdKey = administrator.grants("key");
        Grants absurdName = administrator.grants("name");
        DirectoryView view = lab.node()
                .put(
                        absurdKey.change(State.active(ALICE, absurd, KEY)),
                        absurdName.change(State.active(absurd, OTHER)),
                        grants.change(State.active(ALICE, "a third key")));
        assertThat(isActive(view, KEY)).isTrue();
        assertThat(isActive(view, "a third key")).isTrue();
        assertThat(view.byKey(OTHER)).singleElement().satisfies(row -> {
            assertThat(row.active()).isTrue();
            assertThat(row.usernameHash()).isEmpty();
        });
        assertThat(view.byUsername(absurd)).isEmpty();
    }

    @Test
    void anyDocumentIdIsFound() {
        for (String docId : List.of("\u0001control", "!", "\udbff\udfff", "d".repeat(880))) {
            String key = "key of " + docId;
            DirectoryView view = lab.node().put(administrator.grants(docId).change(State.active(ALICE, key)));
            assertThat(isActive(view, key)).as(docId).isTrue();
        }
    }

    @Test
    void aNameIsFoundByEverySchemeOfHashingItAndByTheHashItself() {
        UsernameHash names = new UsernameHash(administrator.tenant().id());
        String name = "CN=\uff4aim/O=Acme";
        List<String> hashes = List.of(UsernameHash.v1(name), names.v2(name), names.v3(name));
        assertThat(hashes).doesNotHaveDuplicates();
        for (String hash : hashes) {
            DirectoryView view =
                    newLab().node().put(administrator.grants("of" + hash).change(State.active(hash, KEY)));
            assertThat(view.byUsername(name)).hasSize(1);
            assertThat(view.byUsername(name.toLowerCase(java.util.Locale.ROOT))).hasSize(1);
            assertThat(view.byUsername(hash)).hasSize(1);
            assertThat(view.byUsername("cn=jim/o=other")).isEmpty();
            assertThat(view.byUsername("")).isEmpty();
            assertThat(view.byUsername(name + "x".repeat(5_000))).isEmpty();
            assertThat(view.byUsername("\ud800")).isEmpty();
        }
    }
}
