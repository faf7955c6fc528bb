package io.blindhop.store.dynamo.tenant;

import static io.blindhop.store.dynamo.tenant.QuotaLab.TENANT;
import static io.blindhop.store.dynamo.tenant.QuotaLab.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.quota.TenantUsage;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.CommitLog;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.PurgedDocumentException;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.log.Trap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantQuotasTest {
    private final QuotaLab lab = new QuotaLab();

    @Test
    void aPushThatFillsTheQuotaIsStoredAndTheNextEntryIsRefused() {
        lab.put(entries(10), "main", lab.batch(4));
        lab.put(entries(10), "other", lab.batch(6));

        assertThatThrownBy(() -> lab.put(entries(10), "main", lab.batch(1)))
                .isInstanceOf(QuotaExceededException.class)
                .hasMessageContaining("acme may store 10 entries and has stored 10, this push has 1 new ones");
        assertThat(lab.quotas(entries(10)).usage(TENANT).entries()).isEqualTo(10);
        assertThat(stored("main")).isEqualTo(4);
    }

    @Test
    void aRefusedPushStoresNothingOfItselfEvenIfAPartWouldFit() {
        lab.put(entries(10), "main", lab.batch(8));

        assertThatThrownBy(() -> lab.put(entries(10), "main", lab.batch(3))).isInstanceOf(QuotaExceededException.class);

        assertThat(stored("main")).isEqualTo(8);
        assertThat(lab.quotas(entries(10)).usage(TENANT).entries()).isEqualTo(8);
    }

    @Test
    void payloadBytesHaveAQuotaOfTheirOwn() {
        List<VerifiedEntry> batch = lab.batch(2);
        long bytes = batch.stream().mapToLong(entry -> entry.payload().length()).sum();
        Quota quota = new Quota(new Limit.Unlimited(), new Limit.AtMost(bytes));

        lab.put(quota, "main", batch);

        assertThat(lab.quotas(quota).usage(TENANT).bytes()).isEqualTo(bytes);
        assertThatThrownBy(() -> lab.put(quota, "main", lab.batch(1)))
                .hasMessageContaining("may store " + bytes + " bytes");
    }

    @Test
    void whatIsStoredAlreadyIsAcknowledgedByATenantThatIsFullAndNotCountedAgain() {
        List<VerifiedEntry> batch = lab.batch(5);
        lab.put(entries(5), "main", batch);

        assertThat(lab.put(entries(5), "main", batch)).allMatch(PutOutcome::duplicate);
        assertThat(lab.quotas(entries(5)).usage(TENANT).entries()).isEqualTo(5);
    }

    @Test
    void theDirectoriesAreCountedAndNeverRefused() {
        lab.put(entries(3), "main", lab.batch(3));

        lab.put(entries(3), "directory", lab.batch(2));
        lab.put(entries(3), "userdirectory", lab.batch(2));

        assertThat(lab.quotas(entries(3)).usage(TENANT).entries()).isEqualTo(7);
    }

    @Test
    void aTenantsOwnQuotaIsInForceForTheNextPutUntilItIsTakenBack() {
        TenantQuotas quotas = lab.quotas(entries(1));
        quotas.set(TENANT, new Quota(new Limit.AtMost(2), new Limit.OfServer()));
        lab.put(entries(1), "main", lab.batch(2));
        assertThatThrownBy(() -> lab.put(entries(1), "main", lab.batch(1))).hasMessageContaining("may store 2 entries");

        quotas.set(TENANT, Quota.UNLIMITED);
        lab.put(entries(1), "main", lab.batch(1));
        quotas.set(TENANT, Quota.OF_SERVER);

        assertThatThrownBy(() -> lab.put(entries(1), "main", lab.batch(1))).hasMessageContaining("may store 1 entries");
        assertThat(quotas.usage(TENANT)).isEqualTo(new TenantUsage(3, bytes("main"), Quota.OF_SERVER, entries(1)));
    }

    @Test
    void aTenantThatIsRegisteredAgainBeginsWithNothing() {
        lab.put(entries(5), "main", lab.batch(5));
        lab.quotas(entries(5)).set(TENANT, entries(7));

        Tenant again = new Tenant(TENANT.id(), "another", "key", "key", TENANT.adminUsername(), List.of());

        assertThat(lab.quotas(entries(5)).usage(again)).isEqualTo(new TenantUsage(0, 0, Quota.OF_SERVER, entries(5)));
    }

    @Test
    void whatAnotherWriterStoredFirstIsGivenBack() {
        List<VerifiedEntry> batch = lab.batch(3);
        int first = callsOfOnePut();
        for (int call = 0; call < first; call++) {
            QuotaLab fresh = new QuotaLab();
            Trap frozen = Trap.frozen(Map.of(call, () -> fresh.put(entries(100), "main", batch)));

            fresh.store(fresh.process(frozen), entries(100), "main", PutGuard.NONE)
                    .put(batch, Witness.NONE);

            assertThat(fresh.quotas(entries(100)).usage(TENANT).entries())
                    .as("overtaken after call " + call)
                    .isEqualTo(3);
        }
    }

    private static int callsOfOnePut() {
        QuotaLab lab = new QuotaLab();
        Trap counting = Trap.counting();
        lab.store(lab.process(counting), entries(100), "main", PutGuard.NONE).put(lab.batch(3), Witness.NONE);
        return counting.calls();
    }

    @Test
    void whatAPurgeForbadeInTheLastMomentIsGivenBack() {
        LogContext process = lab.process();
        List<VerifiedEntry> batch = lab.batch(2);
        int[] asked = {0};
        PutGuard guard = all -> {
            if (asked[0]++ == 0) {
                // Somebody else takes the order, so that the guard is asked again.
                lab.put(entries(100), "main", lab.batch(1));
            } else {
                throw new PurgedDocumentException("entry");
            }
        };
        var store = lab.store(process, entries(100), "main", guard);

        assertThatThrownBy(() -> store.put(batch, Witness.NONE)).isInstanceOf(PurgedDocumentException.class);

        assertThat(lab.quotas(entries(100)).usage(TENANT).entries()).isEqualTo(1);
    }

    private long stored(String database) {
        return new CommitLog(lab.table, QuotaLab.store(database), () -> {
                    throw new AssertionError("there is one");
                })
                .existingTail()
                .orElseThrow()
                .totalEntries();
    }

    private long bytes(String database) {
        return new CommitLog(lab.table, QuotaLab.store(database), () -> {
                    throw new AssertionError("there is one");
                })
                .existingTail()
                .orElseThrow()
                .totalBytes();
    }
}
