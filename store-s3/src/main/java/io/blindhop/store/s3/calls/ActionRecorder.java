package io.blindhop.store.s3.calls;

import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Notes which action of IAM every request needs that clients send, and on which kind of resource. What the permissions of a
 * function are made from; any number of clients may share one, from any thread.
 *
 * <pre>{@code
 * ActionRecorder recorder = new ActionRecorder();
 * DynamoDbClient dynamo = recorder.attachTo(DynamoClients.builder(backoff)).build();
 * …
 * recorder.permissions();   // {dynamodb:GetItem=[table], dynamodb:Query=[table], …}
 * }</pre>
 */
public final class ActionRecorder implements ExecutionInterceptor {
    private final Set<Permission> seen = new ConcurrentSkipListSet<>();

    /** Adds this to what the builder is configured with, and returns the builder. */
    public <B extends AwsClientBuilder<B, ?>> B attachTo(B builder) {
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(this)
                .build());
    }

    /** Before every try, so that nothing is noted that was not sent. */
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        seen.add(Permission.of(
                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
                context.request()));
    }

    /** The kinds of resource by action, both in alphabetical order. */
    public SortedMap<String, SortedSet<String>> permissions() {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        seen.forEach(permission -> all.computeIfAbsent(permission.action(), action -> new TreeSet<>())
                .add(permission.resource()));
        return all;
    }
}
