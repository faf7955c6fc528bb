package io.blindhop.store.s3.aws;

import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** How clients of S3 are built, in a function and in a test. */
public final class S3Clients {
    private S3Clients() {}

    /**
     * A builder with the JDK's own HTTP client, which starts fastest, and time limits: 2 s to connect, 10 s without a
     * byte, 30 s for a call with the SDK's retries. No checksum trailer after the body: the name of an object is the hash of
     * its content, which every read checks. Region, credentials and endpoint are the environment's unless set.
     */
    public static S3ClientBuilder builder() {
        return S3Client.builder()
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(10)))
                .overrideConfiguration(limits -> limits.apiCallTimeout(Duration.ofSeconds(30)));
    }
}
