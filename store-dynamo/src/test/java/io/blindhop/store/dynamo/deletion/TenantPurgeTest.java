package io.blindhop.store.dynamo.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.log.Lab;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.Maintenance;
import io.blindhop.store.dynamo.log.Trap;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.tenant.KeySeal;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantDeletions;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenantPurgeTest {
    private static final Duration DELAY = Duration.ofDays(7);
    private static final int PLENTY = 1_000_000;
    private static final KeySeal OPEN = new KeySeal() {
        @Override
        public Bytes seal(String incarnation, Bytes key) {
            return key;
        }

        @Override
        public Bytes open(String incarnation, Bytes sealed) {
            return sealed;
        }
    };

    private InMemoryTable table = new InMemoryTable();
    private InMemoryBlobStore blobs = new InMemoryBlobStore();
    private Lab lab = new Lab(table, blobs, new SettableClock(1_800_000_000_000L));

    private void freshLab() {
        table = new InMemoryTable();
        blobs = new InMemoryBlobStore();
        lab = new Lab(table, blobs, new SettableClock(1_800_000_000_000L));
    }

    private LogContext node() {
        return node(Trap.counting());
    }

    private LogContext node(Trap trap) {
        return lab.process(trap, lab.clock);
    }

    private static TenantRegistry registry(LogContext node) {
        return new TenantRegistry(node.table(), OPEN);
    }

    private static TenantDeletions deletions(LogContext node) {
        return new TenantDeletions(node.table(), registry(node));
    }

    private static int purge(LogContext node, int limit) {
        return new TenantPurge(node, registry(node), DELAY).run(limit);
    }

    /** A tenant with entries in two stores, a partition of its own and a row in a shared one. */
    private Tenant populated(String id, String incarnation) {
        Tenant tenant = new Tenant(id, incarnation, "key of " + id, "", Optional.empty(), List.of(Bytes.utf8("key")));
        registry(node()).register(tenant, Generation.FIRST);
        registry(node()).markProjected(tenant, 1);
        TestEntries entries = new TestEntries(7);
        new LogStore(node(), tenant.directory())
                .put(List.of(TestEntries.verified(entries.docCreate("a_document"))), Witness.NONE);
        new LogStore(node(), tenant.store("files", StoreKind.ATTACHMENTS))
                .put(
                        List.of(TestEntries.verified(entries.attachmentChunk("a_document", Optional.empty(), 100_000))),
                        Witness.NONE);
        new IncarnationPartitions(table, incarnation).note(List.of("K#" + incarnation + "#device", "D#device"));
        table.putAll(List.of(row("K#" + incarnation + "#device", "grant"), row("D#device", incarnation + "#grant")));
        return tenant;
    }

    private static Item row(String pk, String sk) {
        return Item.of(new Key(pk, sk)).build();
    }

    private List<Key> rows() {
        return table.items().stream().map(Item::key).toList();
    }

    private List<String> objects() {
        return blobs.list("", "").stream().map(blob -> blob.name()).toList();
    }

    @Test
    void afterTheDelayNoRowAndNoObjectIsLeft() {
        Tenant tenant = populated("acme", "first");
        assertThat(objects()).isNotEmpty();

        assertThat(deletions(node()).delete(tenant, lab.clock.instant())).isTrue();
        lab.advance(DELAY);

        assertThat(purge(node(), PLENTY)).isEqualTo(1);
        assertThat(rows()).isEmpty();
        assertThat(objects()).isEmpty();
    }

    @Test
    void otherTenantsKeepEverything() {
        Tenant doomed = populated("acme", "first");
        populated("other", "second");
        deletions(node()).delete(doomed, lab.clock.instant());
        lab.advance(DELAY);

        purge(node(), PLENTY);

        List<Key> left = rows();
        freshLab();
        populated("other", "second");
        assertThat(left)
                .extracting(Key::pk)
                .hasSameElementsAs(rows().stream().map(Key::pk).toList());
        assertThat(left).hasSameSizeAs(rows());
    }

    @Test
    void beforeTheDelayIsOverNothingIsRemovedAndTheTenantCanComeBack() {
        Tenant tenant = populated("acme", "first");
        deletions(node()).delete(tenant, lab.clock.instant());
        assertThat(registry(node()).find("acme")).isEmpty();
        assertThat(registry(node()).list()).isEmpty();
        lab.advance(DELAY.minusMillis(1));
        int before = rows().size();

        assertThat(purge(node(), PLENTY)).isZero();

        assertThat(rows()).hasSize(before);
        assertThat(deletions(node()).restore("acme")).isTrue();
        lab.advance(DELAY);
        assertThat(purge(node(), PLENTY)).isZero();
        assertThat(registry(node()).find("acme").orElseThrow().projectedUpTo()).isEqualTo(1);
        assertThat(rows()).extracting(Key::pk).doesNotContain("DELETED");
    }

    @Test
    void aDeletionThatWasTakenBackAndRepeatedWaitsOnceMore() {
        Tenant tenant = populated("acme", "first");
        deletions(node()).delete(tenant, lab.clock.instant());
        lab.advance(DELAY.dividedBy(2));
        deletions(node()).restore("acme");
        deletions(node()).delete(tenant, lab.clock.instant());
        lab.advance(DELAY.minusMillis(1));
        assertThat(purge(node(), PLENTY)).isZero();
        lab.advance(Duration.ofMillis(1));
        assertThat(purge(node(), PLENTY)).isEqualTo(1);
    }

    @Test
    void anIdIsTakenUntilTheLastRowIsGone() {
        Tenant tenant = populated("acme", "first");
        Tenant next = new Tenant("acme", "next", "key", "", Optional.empty(), List.of());
        deletions(node()).delete(tenant, lab.clock.instant());
        assertThat(registry(node()).register(next, Generation.FIRST).tenant().incarnation())
                .isEqualTo("first");
        lab.advance(DELAY);
        while (purge(node(), 1) == 0) {
            assertThat(registry(node())
                            .register(next, Generation.FIRST)
                            .tenant()
                            .incarnation())
                    .isEqualTo("first");
            assertThat(deletions(node()).restore("acme")).isFalse();
        }
        assertThat(registry(node()).register(next, Generation.FIRST).isLive()).isTrue();
        assertThat(registry(node()).list()).containsExactly("acme");
    }

    @Test
    void itGoesOnWhereARunThatDiedStopped() {
        populated("acme", "first");
        Tenant tenant = registry(node()).find("acme").orElseThrow().tenant();
        deletions(node()).delete(tenant, lab.clock.instant());
        lab.advance(DELAY);
        Trap counting = Trap.counting();
        purge(node(counting), PLENTY);
        assertThat(counting.calls()).isGreaterThan(20);
        for (int call = 0; call < counting.calls(); call++) {
            for (boolean afterwards : new boolean[] {false, true}) {
                freshLab();
                deletions(node()).delete(populated("acme", "first"), lab.clock.instant());
                lab.advance(DELAY);
                Trap deadly = Trap.deadly(call, afterwards);
                assertThat(catchThrowable(() -> purge(node(deadly), PLENTY))).isInstanceOf(Trap.Death.class);
                purge(node(), PLENTY);
                assertThat(rows()).as("died around call %s", call).isEmpty();
                assertThat(objects()).isEmpty();
            }
        }
    }

    @Test
    void aDeletionThatDiedBeforeItsSecondStepIsForgottenAndOneThatDidNotIsCarriedOut() {
        for (int call = 0; call < 2; call++) {
            for (boolean afterwards : new boolean[] {false, true}) {
                freshLab();
                Tenant tenant = populated("acme", "first");
                Trap deadly = Trap.deadly(call, afterwards);
                assertThat(catchThrowable(() -> deletions(node(deadly)).delete(tenant, lab.clock.instant())))
                        .isInstanceOf(Trap.Death.class);
                boolean deleted = registry(node()).find("acme").isEmpty();
                assertThat(deleted).isEqualTo(call == 1 && afterwards);
                lab.advance(DELAY);
                assertThat(purge(node(), PLENTY)).isEqualTo(deleted ? 1 : 0);
                assertThat(rows()).extracting(Key::pk).doesNotContain("DELETED");
            }
        }
    }

    @Test
    void aPutThatCrashedIsClearedAwayBeforeItsTenantIs() {
        Tenant tenant = populated("acme", "first");
        Trap deadly = Trap.deadly(4, true);
        assertThat(catchThrowable(() -> new LogStore(node(deadly).inlining(0), tenant.directory())
                        .put(List.of(TestEntries.verified(new TestEntries(9).docCreate("late"))), Witness.NONE)))
                .isInstanceOf(Trap.Death.class);
        assertThat(rows()).extracting(Key::pk).anyMatch(pk -> pk.startsWith("W#"));
        deletions(node()).delete(tenant, lab.clock.instant());
        lab.advance(DELAY);

        assertThat(purge(node(), PLENTY)).isZero();
        new Maintenance(node()).run();
        assertThat(purge(node(), PLENTY)).isEqualTo(1);

        assertThat(rows()).isEmpty();
        assertThat(objects()).isEmpty();
    }

    @Test
    void aTenantThatCannotBeRemovedKeepsNoOtherOneFromBeingRemoved() {
        for (Tenant tenant : List.of(populated("acme", "first"), populated("other", "second"))) {
            deletions(node()).delete(tenant, lab.clock.instant());
        }
        lab.advance(DELAY);
        // The list is read; the next call is the first for the first tenant.
        Trap fails = new Trap(new Trap.Moment() {
            @Override
            public void before(int number) {
                if (number == 1) {
                    throw new StoreUnavailableException("no answer");
                }
            }
        });

        assertThat(catchThrowable(() -> purge(node(fails), PLENTY))).hasMessage("no answer");

        assertThat(objects()).isNotEmpty().noneMatch(name -> name.startsWith("second/"));
        assertThat(purge(node(), PLENTY)).isEqualTo(1);
        assertThat(rows()).isEmpty();
    }
}
