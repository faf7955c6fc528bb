package io.blindhop.infra.loops;

import io.blindhop.infra.bench.Author;
import io.blindhop.infra.bench.Workload;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.Ed25519Witness;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A batch of entries as the other benchmarks push them: documents of five changes, about 600 bytes each. */
final class Entries {
    /** What the operations of a whole batch are divided by. */
    static final int BATCH = 250;

    static final Bytes KEY = Bytes.wrap(new byte[32]);
    private static final long SEED = 20_261_122L;

    final SigningKey signing = SigningKey.generate(new SecureRandom());
    final Ed25519Witness witness = new Ed25519Witness(SigningKey.generate(new SecureRandom()), "notes");
    final List<ArrivedEntry> arrived;
    final List<StoredEntry> stored = new ArrayList<>();

    Entries() {
        Author author = new Author(signing, "default", KEY, new SecureRandom());
        arrived = new Workload(author, new SplittableRandom(SEED)).entries(BATCH);
        long order = 1;
        for (ArrivedEntry entry : arrived) {
            stored.add(
                    new StoredEntry(entry.metadata(), order++, witness.attest(entry.metadata(), 1_767_225_600_000L)));
        }
    }
}
