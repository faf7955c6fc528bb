package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.s3.blob.BlobStore.Blob;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read hashes to its content hash, or the read fails loudly; it never answers with less. */
class DamagedObjectTest {
    private final Batches batches = new Batches();
    private final Lab lab = Batches.lab();
    private final List<VerifiedEntry> entries = batches.mixed(batches.small(1).getFirst());

    private Blob firstObject() {
        lab.put(entries);
        return lab.blobs().list("", "").getFirst();
    }

    private static void readAll(ContentAddressedStore store, List<VerifiedEntry> entries) {
        Lab.payloads(store, entries.stream().map(VerifiedEntry::id).toList());
    }

    @Test
    void aChangedBitFailsTheReadAndNamesTheEntry() {
        Blob object = firstObject();
        byte[] bytes = lab.blobs()
                .get(object.name(), 0, (int) object.size())
                .orElseThrow()
                .toArray();
        bytes[bytes.length / 2] ^= 1;
        lab.blobs().put(object.name(), List.of(Bytes.wrap(bytes)));
        assertThatThrownBy(() -> readAll(lab.store(), entries))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("does not hash to");
    }

    @Test
    void anObjectThatIsGoneFailsTheRead() {
        lab.blobs().delete(List.of(firstObject().name()));
        assertThatThrownBy(() -> readAll(lab.store(), entries))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("is gone");
    }

    @Test
    void anObjectThatIsCutFailsTheRead() {
        Blob object = firstObject();
        Bytes bytes = lab.blobs().get(object.name(), 0, (int) object.size()).orElseThrow();
        lab.blobs().put(object.name(), List.of(bytes.slice(0, bytes.length() - 1)));
        assertThatThrownBy(() -> readAll(lab.store(), entries)).isInstanceOf(CorruptStoreException.class);
    }

    @Test
    void whatLiesInOtherObjectsIsStillRead() {
        Blob object = firstObject();
        lab.blobs().delete(List.of(object.name()));
        List<String> readable = new ArrayList<>();
        for (VerifiedEntry entry : entries) {
            try {
                readAll(lab.store(), List.of(entry));
                readable.add(entry.id());
            } catch (CorruptStoreException expectedForSome) {
                assertThat(expectedForSome).hasMessageContaining(object.name());
            }
        }
        assertThat(readable).isNotEmpty().hasSizeLessThan(entries.size());
    }
}
