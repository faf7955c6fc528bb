package io.blindhop.store.s3.calls;

import java.time.Duration;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's standard retries, with the waits of a {@link Backoff}: throttling, 5xx, time-outs, lost connections and clock
 * skew are tried again, bounded in number, by the SDK's bucket of 500 tokens (a client whose calls all fail soon tries each
 * once only), and by the time left.
 */
final class BoundedRetries implements RetryStrategy {
    private final StandardRetryStrategy rules;
    private final Backoff backoff;

    /** @param more what else is worth another try */
    BoundedRetries(Backoff backoff, Predicate<AwsServiceException> more) {
        this.backoff = backoff;
        this.rules = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(backoff.attempts())
                .retryOnException(failure -> failure instanceof AwsServiceException said && more.test(said))
                .backoffStrategy(coming -> backoff.next(coming - 1))
                .throttlingBackoffStrategy(coming -> backoff.next(coming - 1))
                .build();
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return rules.acquireInitialToken(request);
    }

    /** Waits here rather than in the SDK, which would neither look at the time left nor let a test hold time still. */
    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        RefreshRetryTokenResponse allowed = rules.refreshRetryToken(request);
        if (!backoff.isTimeFor(allowed.delay())) {
            throw new TokenAcquisitionFailedException(
                    "no time is left to wait and try again", request.token(), request.failure());
        }
        try {
            backoff.sleeper().sleep(allowed.delay());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted while waiting to try again", e);
        }
        return RefreshRetryTokenResponse.create(allowed.token(), Duration.ZERO);
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return rules.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return rules.maxAttempts();
    }

    /** They are in {@link #rules}. */
    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public Builder<?, ?> toBuilder() {
        throw new UnsupportedOperationException("the time left would be lost");
    }
}
