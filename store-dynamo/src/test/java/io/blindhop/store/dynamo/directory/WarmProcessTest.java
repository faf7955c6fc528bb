package io.blindhop.store.dynamo.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.directory.Administrator.Grants;
import io.blindhop.store.dynamo.directory.Administrator.State;
import io.blindhop.store.dynamo.log.Trap;
import io.blindhop.store.dynamo.table.InMemoryTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a process knows of a directory from earlier requests is in force for no request after the directory has changed. */
class WarmProcessTest {
    private static final String KEY = "a signing key";
    private static final String OTHER = "another signing key";
    private static final String ALICE = "hash of alice";

    private final List<String> billed = new ArrayList<>();
    private final Administrator administrator = new Administrator();
    private final Grants grants = administrator.grants("grant");
    private final DirectoryLab lab = newLab();

    @AfterEach
    void free() {
        administrator.close();
    }

    private DirectoryLab newLab() {
        return new DirectoryLab(
                new InMemoryTable((operation, read, write) -> billed.add(operation + " " + read + " " + write)),
                administrator.tenant());
    }

    private static boolean isActive(DirectoryView view) {
        view.policy();
        return view.byKey(KEY).stream().anyMatch(DeviceRow::active);
    }

    @Test
    void aRequestToAWarmProcessReadsTheTenantAndTheEndOfItsDirectoryAndNothingElse() {
        lab.node().put(grants.change(State.active(ALICE, KEY)));
        DirectoryLab.Node warm = lab.node();
        assertThat(isActive(warm.request())).isTrue();

        billed.clear();
        assertThat(isActive(warm.request())).isTrue();

        assertThat(billed).containsExactly("QUERY 1.0 0.0", "QUERY 1.0 0.0");
        billed.clear();
        assertThat(warm.request().byKey(OTHER)).isEmpty();
        assertThat(billed).as("of somebody else").hasSize(3);
    }

    @Test
    void aRevocationThroughAnotherProcessIsInForceForTheNextRequest() {
        DirectoryLab.Node warm = lab.node();
        lab.node().put(grants.change(State.active(ALICE, KEY)));
        for (int round = 0; round < 5; round++) {
            assertThat(isActive(warm.request())).isTrue();
            lab.node().put(grants.change(State.revoked(ALICE, KEY)));
            assertThat(isActive(warm.request())).isFalse();
            lab.node().put(grants.change(State.active(ALICE, KEY)));
        }
    }

    @Test
    void aRevocationAtAnyCallOfARequestIsInForceForTheNextOne() {
        VerifiedEntry grant = grants.change(State.active(ALICE, KEY));
        VerifiedEntry revocation = grants.change(State.revoked(ALICE, KEY));
        for (int call = 0; call < 4; call++) {
            DirectoryLab fresh = newLab();
            fresh.node().put(grant);
            DirectoryLab.Node warming =
                    fresh.node(Trap.frozen(Map.of(call, () -> fresh.node().put(revocation))));

            boolean _ = isActive(warming.request());

            assertThat(isActive(warming.request()))
                    .as("revoked after call %d", call)
                    .isFalse();
            assertThat(isActive(warming.request())).isFalse();
        }
    }

    @Test
    void aRevocationWhoseProjectionDiedAnywhereIsInForceForTheNextRequestOnceItIsStored() {
        VerifiedEntry grant = grants.change(State.active(ALICE, KEY, OTHER));
        VerifiedEntry revocation = grants.change(State.revoked(ALICE, KEY, OTHER));
        Trap counting = Trap.counting();
        DirectoryLab counted = newLab();
        counted.node().put(grant);
        counted.node(counting).put(revocation);
        for (int call = 0; call < counting.calls(); call++) {
            DirectoryLab crashed = newLab();
            crashed.node().put(grant);
            DirectoryLab.Node warm = crashed.node();
            assertThat(isActive(warm.request())).isTrue();
            Trap deadly = Trap.deadly(call, true);

            assertThat(catchThrowable(() -> crashed.node(deadly).put(revocation)))
                    .isInstanceOf(Trap.Death.class);

            boolean stored = crashed.stored().contains(revocation.id());
            assertThat(isActive(warm.request())).as("died after call %d", call).isEqualTo(!stored);
            assertThat(isActive(warm.request())).isEqualTo(!stored);
        }
    }

    @Test
    void rowsOfAStateThatIsJustBeingProjectedAreNotTakenForThoseOfTheOneBefore() {
        VerifiedEntry grant = grants.change(State.active(ALICE, KEY));
        VerifiedEntry revocation = grants.change(State.revoked(ALICE, KEY));
        DirectoryLab fresh = newLab();
        fresh.node().put(grant);
        // The second call reads the end of the directory; what is read then is of a later state.
        int end = 1;
        DirectoryLab.Node reading =
                fresh.node(Trap.frozen(Map.of(end, () -> fresh.node().put(revocation))));
        DirectoryView late = reading.request();
        billed.clear();

        assertThat(isActive(late)).isFalse();
        DirectoryView again = reading.request();
        billed.clear();
        assertThat(isActive(again)).isFalse();

        assertThat(billed).as("of its own state nothing was known").hasSize(2);
    }
}
