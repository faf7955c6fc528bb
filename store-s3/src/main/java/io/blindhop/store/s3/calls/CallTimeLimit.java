package io.blindhop.store.s3.calls;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Cuts a call, with all its tries, when the time left is up, and does not begin one if it is up already. */
final class CallTimeLimit implements ExecutionInterceptor {
    private final Backoff backoff;
    private final Duration most;

    /** @param most no call takes longer, however much time is left */
    CallTimeLimit(Backoff backoff, Duration most) {
        this.backoff = backoff;
        this.most = most;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        Duration left = backoff.forCalls();
        if (!left.isPositive()) {
            throw SdkClientException.create("no time is left for another call");
        }
        if (!(context.request() instanceof AwsRequest request)) {
            throw new IllegalStateException("not a request to AWS: " + context.request());
        }
        AwsRequestOverrideConfiguration limited = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder)
                .apiCallTimeout(left.compareTo(most) < 0 ? left : most)
                .build();
        return request.toBuilder().overrideConfiguration(limited).build();
    }
}
