package io.blindhop.store.s3.calls;

import java.time.Duration;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** What every client of AWS has in common, whichever the service. */
public final class BoundedCalls {
    /** Shorter than {@link Backoff#RESERVE}, because nothing else ends an attempt to connect. */
    private static final Duration CONNECT = Duration.ofMillis(900);

    private BoundedCalls() {}

    /**
     * Gives a builder the JDK's own HTTP client, which starts fastest, and limits: 0.9 s to connect, the tries and waits of
     * {@code backoff}, and for a call with all of them {@code most} or the time left, whichever is less. A call that fails at
     * a limit throws an {@code SdkException} like one that failed otherwise.
     *
     * @param silence how long the service may send nothing
     * @param alsoRetried what the service may say, apart from what the SDK tries again of its own accord
     */
    public static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B limit(
            B builder, Backoff backoff, Duration silence, Duration most, Predicate<AwsServiceException> alsoRetried) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(silence))
                .overrideConfiguration(rules -> rules.retryStrategy(new BoundedRetries(backoff, alsoRetried))
                        .addExecutionInterceptor(new CallTimeLimit(backoff, most)));
    }
}
