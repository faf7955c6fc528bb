package io.blindhop.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.infra.emulators.S3ProxyProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;

/** What a put sends. */
class S3BodyTest {
    private static final class Sent implements ExecutionInterceptor {
        private final List<SdkHttpRequest> requests = new ArrayList<>();

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            requests.add(context.httpRequest());
        }
    }

    @Test
    void isTheContentAndNothingBetweenOrAfterIt() {
        Sent sent = new Sent();
        try (S3Client client = S3ProxyProcess.builder()
                .overrideConfiguration(rules -> rules.addExecutionInterceptor(sent))
                .build()) {
            String bucket = S3ProxyProcess.newBucket(client);
            sent.requests.clear();
            client.putObject(put -> put.bucket(bucket).key("a"), RequestBody.fromBytes(new byte[600]));
        }
        assertThat(sent.requests).singleElement().satisfies(request -> {
            assertThat(request.firstMatchingHeader("Content-Length")).contains("600");
            assertThat(request.firstMatchingHeader("Content-Encoding")).isEmpty();
        });
    }
}
