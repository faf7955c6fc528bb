package io.blindhop.protocol.store;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of {@link ContentAddressedStoreContract} share. */
abstract class StoreContractFixture {
    /** When the clock of a new store stands at the beginning of a test. */
    protected static final long START = 1_800_000_000_000L;

    /** The database that {@link #WITNESS} attests for. */
    protected static final String DB_ID = "main";

    /** Whose receipts the suite expects. */
    protected static final SigningKey SERVER_KEY = SigningKey.fromSeed(Bytes.wrap(new byte[32]));

    protected static final Witness WITNESS = new Ed25519Witness(SERVER_KEY, DB_ID);

    private static final long SEED = 4711;

    /** Of the entries of the part for many callers. */
    static final long POOL_SEED = 20260101;

    /** Whose entries the suite puts where it expects them to be stored. */
    protected static final List<SigningKey> AUTHORS =
            List.of(new TestEntries(SEED).author(), new TestEntries(POOL_SEED).author());

    protected final TestEntries entries = new TestEntries(SEED);
    protected final SettableClock clock = new SettableClock(START);
    protected ContentAddressedStore store;

    /** An empty store that nobody has used, which takes the time of arrival from {@code clock}. */
    protected abstract ContentAddressedStore newStore(Clock clock);

    /** Whether a put asks the witness that it is given. A store of another server has that server's witness. */
    protected boolean usesTheGivenWitness() {
        return true;
    }

    @BeforeEach
    void openStore() {
        store = newStore(clock);
    }

    /** An entry with its payload as a sink gets it. */
    record Read(StoredEntry entry, Bytes payload) {}

    List<PutOutcome> put(ArrivedEntry... arrived) {
        return store.put(TestEntries.verified(arrived), WITNESS);
    }

    List<PutOutcome> put(List<VerifiedEntry> verified) {
        return store.put(verified, WITNESS);
    }

    List<Read> read(String... ids) {
        List<Read> found = new ArrayList<>();
        try {
            store.read(Arrays.asList(ids), (entry, payload) -> found.add(new Read(entry, payload)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Follows the pages of a scan to its end. */
    List<StoredEntry> scanAll(int limit, ScanFilter filter) {
        List<StoredEntry> all = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        ScanPage page;
        do {
            page = store.scan(cursor, limit, filter);
            all.addAll(page.entries());
            cursor = page.next();
        } while (page.hasMore());
        return all;
    }

    boolean bloomAdmits(String id) {
        return BloomFilter.fromSummary(store.bloom()).mightContain(id);
    }

    static List<String> ids(List<StoredEntry> stored) {
        return stored.stream().map(StoredEntry::id).toList();
    }

    static List<StoredEntry> stored(List<PutOutcome> outcomes) {
        return outcomes.stream().map(PutOutcome::stored).toList();
    }
}
