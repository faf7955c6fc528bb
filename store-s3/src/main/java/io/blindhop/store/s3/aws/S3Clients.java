package io.blindhop.store.s3.aws;

import io.blindhop.store.s3.calls.Backoff;
import io.blindhop.store.s3.calls.BoundedCalls;
import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** How clients of S3 are built, in a function and in a test. */
public final class S3Clients {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration CALL = Duration.ofSeconds(30);

    private S3Clients() {}

    /**
     * A builder with the limits of {@link BoundedCalls}: 10 s without a byte, 30 s for a call. No checksum trailer after the
     * body: the name of an object is the hash of its content, which every read checks. A body is sent as it is, not in signed
     * chunks, as it would be over plain HTTP: the last of those is nothing but a signature, and a server that has all of the
     * content may answer and close before it comes. Region, credentials and endpoint are the environment's unless set.
     */
    public static S3ClientBuilder builder(Backoff backoff) {
        S3ClientBuilder builder = S3Client.builder()
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false));
        return BoundedCalls.limit(builder, backoff, SILENCE, CALL, S3Errors::isConflict);
    }
}
