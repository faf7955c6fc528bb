package io.blindhop.store.s3.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobMeter.Operation;
import io.blindhop.store.s3.blob.BlobStore.Blob;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written is read again, in as few calls as promised. */
class PayloadsTest {
    private static final StoreId STORE = new StoreId("incarnation", "main", StoreKind.DOCS);
    private static final PutId PUT = new PutId("0190000000007000a000000000000000");
    private static final int SINGLE = PayloadWriter.SINGLE_FROM;

    private final List<Operation> calls = Collections.synchronizedList(new ArrayList<>());
    private final InMemoryBlobStore blobs = new InMemoryBlobStore((operation, bytes) -> calls.add(operation));
    private final Random random = new Random(11);

    private Map<String, Bytes> payloads(int... sizes) {
        Map<String, Bytes> payloads = new LinkedHashMap<>();
        for (int size : sizes) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            payloads.put(ContentHash.of(Bytes.wrap(bytes)), Bytes.wrap(bytes));
        }
        return payloads;
    }

    private Map<String, PayloadLocation> write(Map<String, Bytes> payloads) {
        return new PayloadWriter(blobs).write(STORE, PUT, payloads);
    }

    private void assertFound(Map<String, Bytes> payloads, Map<String, PayloadLocation> locations) {
        Map<PayloadLocation, Bytes> read = new PayloadReader(blobs).read(STORE, new HashSet<>(locations.values()));
        payloads.forEach(
                (hash, payload) -> assertThat(read.get(locations.get(hash))).isEqualTo(payload));
    }

    @Test
    void smallPayloadsAreOneObjectThatIsReadInOneCall() {
        Map<String, Bytes> payloads = payloads(600, 1, 0, SINGLE - 1, 600, 20_000);
        Map<String, PayloadLocation> locations = write(payloads);
        assertThat(calls).containsExactly(Operation.PUT);
        calls.clear();
        assertFound(payloads, locations);
        assertThat(calls).containsExactly(Operation.GET);
    }

    @Test
    void everyObjectIsNamedByItsPutAndItsContent() {
        write(payloads(600, 700, SINGLE, SINGLE + 1));
        List<Blob> objects = blobs.list("", "");
        assertThat(objects).hasSize(3).allSatisfy(object -> {
            Bytes content = blobs.get(object.name(), 0, (int) object.size()).orElseThrow();
            assertThat(object.name()).isEqualTo("incarnation/main/docs/" + PUT.hex() + "/" + ContentHash.of(content));
        });
    }

    @Test
    void aPayloadOfSixtyFourKibibytesIsAnObjectOfItsOwn() {
        Map<String, Bytes> payloads = payloads(SINGLE, 600);
        Map<String, PayloadLocation> locations = write(payloads);
        String large = payloads.keySet().iterator().next();
        assertThat(locations.get(large)).isEqualTo(new PayloadLocation(PUT, large, 0, SINGLE));
        assertThat(blobs.list("", "")).hasSize(2);
        assertFound(payloads, locations);
    }

    @Test
    void aPackIsClosedBeforeItGrowsPastItsLimit() {
        int[] sizes = new int[300];
        java.util.Arrays.fill(sizes, SINGLE - 1);
        Map<String, Bytes> payloads = payloads(sizes);
        Map<String, PayloadLocation> locations = write(payloads);
        List<Blob> packs = blobs.list("", "");
        assertThat(packs)
                .hasSize(2)
                .allSatisfy(pack -> assertThat(pack.size()).isLessThanOrEqualTo(PayloadWriter.PACK_UP_TO));
        assertFound(payloads, locations);
    }

    @Test
    void nothingIsWrittenForNothing() {
        assertThat(write(Map.of())).isEmpty();
        assertThat(calls).isEmpty();
    }

    @Test
    void anEmptyPayloadNeedsNoRead() {
        Map<String, Bytes> payloads = payloads(0);
        Map<String, PayloadLocation> locations = write(payloads);
        calls.clear();
        assertFound(payloads, locations);
        assertThat(calls).isEmpty();
    }

    @Test
    void payloadsFarApartInOnePackAreReadWithoutWhatLiesBetween() {
        int[] sizes = new int[10];
        java.util.Arrays.fill(sizes, SINGLE - 1);
        Map<String, Bytes> payloads = payloads(sizes);
        List<PayloadLocation> all = new ArrayList<>(write(payloads).values());
        all.sort(java.util.Comparator.comparingLong(PayloadLocation::offset));
        calls.clear();
        new PayloadReader(blobs).read(STORE, Set.of(all.getFirst(), all.getLast()));
        assertThat(calls).containsExactly(Operation.GET, Operation.GET);
        calls.clear();
        new PayloadReader(blobs).read(STORE, Set.of(all.get(0), all.get(2)));
        assertThat(calls).as("what lies between is less than the gap").containsExactly(Operation.GET);
    }

    @Test
    void anObjectThatIsGoneOrTooShortIsCorruption() {
        PayloadLocation location = write(payloads(600)).values().iterator().next();
        PayloadLocation beyond = new PayloadLocation(PUT, location.objectHash(), 1, 600);
        assertThatThrownBy(() -> new PayloadReader(blobs).read(STORE, Set.of(beyond)))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining(location.objectHash());
        blobs.delete(List.of(location.objectName(STORE)));
        assertThatThrownBy(() -> new PayloadReader(blobs).read(STORE, Set.of(location)))
                .hasMessageContaining("is gone")
                .hasMessageContaining(location.objectHash());
    }
}
