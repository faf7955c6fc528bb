package io.blindhop.store.dynamo.directory;

import static io.blindhop.store.dynamo.directory.RecordedTenant.encryptionKey;
import static io.blindhop.store.dynamo.directory.RecordedTenant.name;
import static io.blindhop.store.dynamo.directory.RecordedTenant.signingKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.Trap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The recorded directory, put entry by entry, in one batch, and by processes that die or stand still. */
class RecordedDirectoryTest {
    private static final List<VerifiedEntry> ENTRIES = RecordedTenant.entries();
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "mallory");
    /** The order at which bob's key moves to the revoked ones. */
    private static final int BOBS_REVOCATION = 19;

    private static final Set<String> AT_THE_END = Set.of("alice is active", "carol is to wipe");

    /** What the rows say of each person, by key; by name they must say the same. */
    private static Set<String> rights(DirectoryView view) {
        Set<String> rights = new TreeSet<>();
        for (String person : PEOPLE) {
            List<DeviceRow> rows = view.byKey(signingKey(person));
            assertThat(view.byUsername(name(person)))
                    .as("by name and by key, %s", person)
                    .isEqualTo(rows);
            for (DeviceRow row : rows) {
                assertThat(row.signingPublicKey()).isEqualTo(signingKey(person));
                if (row.active()) {
                    assertThat(row.device().encryptionPublicKey()).hasValue(encryptionKey(person));
                    rights.add(person + " is active");
                }
                if (row.wipe()) {
                    rights.add(person + " is to wipe");
                }
            }
        }
        return rights;
    }

    private static Set<String> rightsAt(int order) {
        Set<String> rights = new TreeSet<>();
        if (order >= 2) {
            rights.add("alice is active");
        }
        if (order >= 11 && order < BOBS_REVOCATION) {
            rights.add("bob is active");
        }
        if (order >= 15 && order < 21) {
            rights.add("carol is active");
        }
        if (order >= 20) {
            rights.add("carol is to wipe");
        }
        return rights;
    }

    private static DirectoryLab labWith(int entries) {
        DirectoryLab lab = new DirectoryLab(RecordedTenant.tenant());
        lab.node().put(ENTRIES.subList(0, entries).toArray(VerifiedEntry[]::new));
        return lab;
    }

    @Test
    void afterEveryPutExactlyThoseAreInForceWhomTheDirectoryNames() {
        DirectoryLab lab = new DirectoryLab(RecordedTenant.tenant());
        for (int order = 1; order <= ENTRIES.size(); order++) {
            DirectoryView view = lab.node().put(ENTRIES.get(order - 1));
            assertThat(rights(view)).as("after order %d", order).isEqualTo(rightsAt(order));
        }
        assertThat(rightsAt(ENTRIES.size())).isEqualTo(AT_THE_END);
    }

    @Test
    void oneBatchGivesWhatManyGive() {
        assertThat(rights(labWith(ENTRIES.size()).node().request())).isEqualTo(AT_THE_END);
    }

    @Test
    void whiteSpaceInAKeyDoesNotMatter() {
        DirectoryView view = labWith(ENTRIES.size()).node().request();
        assertThat(view.byKey(signingKey("alice").replace("\n", "\r\n ") + "\n"))
                .isEqualTo(view.byKey(signingKey("alice")))
                .hasSize(1);
    }

    @Test
    void aRevocationWhoseProcessDiesAnywhereIsInForceForTheNextRequestOrWasNeverStored() {
        VerifiedEntry revocation = ENTRIES.get(BOBS_REVOCATION - 1);
        Trap counting = Trap.counting();
        labWith(BOBS_REVOCATION - 1).node(counting).put(revocation);
        int calls = counting.calls();
        assertThat(calls).isGreaterThan(10);
        int inForce = 0;
        for (int call = 0; call < calls; call++) {
            for (boolean afterwards : new boolean[] {false, true}) {
                DirectoryLab lab = labWith(BOBS_REVOCATION - 1);
                Trap deadly = Trap.deadly(call, afterwards);
                assertThat(catchThrowable(() -> lab.node(deadly).put(revocation)))
                        .isInstanceOf(Trap.Death.class);
                boolean stored = lab.stored().contains(revocation.id());
                assertThat(rights(lab.node().request()))
                        .as("died at call %d of %d", call, calls)
                        .isEqualTo(rightsAt(stored ? BOBS_REVOCATION : BOBS_REVOCATION - 1));
                inForce += stored ? 1 : 0;
                assertThat(rights(lab.node().put(revocation))).isEqualTo(rightsAt(BOBS_REVOCATION));
            }
        }
        assertThat(inForce).isBetween(3, 2 * calls - 3);
    }

    @Test
    void aProjectionThatIsOvertakenByALaterOneBetweenAnyTwoOfItsCallsChangesNothing() {
        VerifiedEntry[] revocations =
                ENTRIES.subList(BOBS_REVOCATION - 1, ENTRIES.size()).toArray(VerifiedEntry[]::new);
        for (int call = 0; call < 200; call++) {
            DirectoryLab lab = new DirectoryLab(RecordedTenant.tenant());
            Trap slow = Trap.frozen(Map.of(call, () -> lab.node().put(revocations)));
            lab.node(slow).put(ENTRIES.subList(0, BOBS_REVOCATION - 1).toArray(VerifiedEntry[]::new));
            if (call >= slow.calls()) {
                assertThat(call).isGreaterThan(30);
                return;
            }
            assertThat(rights(lab.node().request()))
                    .as("overtaken after call %d of %d", call, slow.calls())
                    .isEqualTo(AT_THE_END);
        }
    }
}
