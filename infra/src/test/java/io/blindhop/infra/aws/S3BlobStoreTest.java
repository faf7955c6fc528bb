package io.blindhop.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.infra.emulators.Patient;
import io.blindhop.infra.emulators.S3ProxyProcess;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.s3.aws.S3BlobStore;
import io.blindhop.store.s3.blob.BlobMeter;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.blob.BlobStoreContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3BlobStoreTest extends BlobStoreContract {
    private static S3Client client;
    private static BlobStore blobs;

    @BeforeAll
    static void start() {
        client = S3ProxyProcess.client();
        blobs = new S3BlobStore(client, S3ProxyProcess.newBucket(client), BlobMeter.NONE, Patient.BACKOFF);
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @Override
    protected BlobStore blobs() {
        return blobs;
    }

    /** s3proxy keeps objects as files, S3 does not: the sentence holds of S3, and here its refusal is loud. */
    @Test
    @Override
    protected void aNameAndNamesBelowItMayExistTogether() {
        blobs.put("both/a", List.of());
        assertThatThrownBy(() -> blobs.put("both/a/b", List.of()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("put of both/a/b");
    }

    /** s3proxy lists in order of UTF-16, S3 in that of UTF-8: here only that both names are found. */
    @Test
    @Override
    protected void supplementaryCharactersComeLastInAListing() {
        blobs.put("order/\uffee", List.of());
        blobs.put("order/\ud83d\ude00", List.of());
        assertThat(blobs.list("order/", ""))
                .extracting(BlobStore.Blob::name)
                .containsExactlyInAnyOrder("order/\uffee", "order/\ud83d\ude00");
    }
}
