package io.blindhop.functions.lambda.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * One key of a key-value store of CloudFront, over its data API. Each call is one try of at most {@link #CALL}: maintenance
 * comes again.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Operations_Amazon_CloudFront_KeyValueStore.html">
 *     CloudFront KeyValueStore</a>
 */
public final class CloudFrontKeyValueStore implements OriginKeyStore {
    /** The name under which the CloudFront Function looks. */
    static final String NAME = "origin-key";

    static final Duration CALL = Duration.ofSeconds(10);

    private static final String SERVICE = "cloudfront-keyvaluestore";
    private static final int ACCOUNT = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI store;
    private final AwsCredentialsProvider credentials;
    private final InstantSource clock;

    /**
     * @param arn of the store
     * @throws IllegalArgumentException if it is none
     */
    public CloudFrontKeyValueStore(String arn, AwsCredentialsProvider credentials, InstantSource clock) {
        this(endpoint(arn), arn, credentials, clock);
    }

    /** @param endpoint scheme and authority of the service */
    public CloudFrontKeyValueStore(URI endpoint, String arn, AwsCredentialsProvider credentials, InstantSource clock) {
        this.store = URI.create(endpoint + "/key-value-stores/" + URLEncoder.encode(arn, StandardCharsets.UTF_8));
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Each account has a host of its own. */
    static URI endpoint(String arn) {
        String[] parts = arn.split(":", -1);
        if (!arn.matches("arn:aws[a-z-]*:cloudfront::[0-9]{12}:key-value-store/[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("Not the ARN of a key-value store of CloudFront: " + arn);
        }
        return URI.create("https://" + parts[ACCOUNT] + ".cloudfront-kvs.global.api.aws");
    }

    @Override
    public Optional<String> read() {
        HttpResponse<String> answer = call("GET", URI.create(store + "/keys/" + NAME), "", Map.of());
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JSON.readTree(accepted(answer).body()).path("Value").asText());
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "CloudFront's key-value store answers with something else than JSON", e);
        }
    }

    /** The store's version goes along, so that one of two who write at the same time is refused. */
    @Override
    public void write(String key) {
        String version = accepted(call("GET", store, "", Map.of()))
                .headers()
                .firstValue("ETag")
                .orElseThrow(() -> new StoreUnavailableException("CloudFront's key-value store tells no version"));
        String body = JSON.createObjectNode().put("Value", key).toString();
        accepted(call("PUT", URI.create(store + "/keys/" + NAME), body, Map.of("If-Match", version)));
    }

    private HttpResponse<String> call(String method, URI uri, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(CALL)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        new SigV4a(SERVICE, credentials.resolveCredentials())
                .sign(method, uri, body, clock.instant())
                .forEach(request::header);
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CALL).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StoreUnavailableException("CloudFront's key-value store cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while CloudFront's key-value store was asked", e);
        }
    }

    private static HttpResponse<String> accepted(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status == 409 || status == 412 || status == 429 || status >= 500) {
            throw new StoreUnavailableException("CloudFront's key-value store cannot do that now: status " + status);
        }
        if (status != 200) {
            throw new IllegalStateException("CloudFront's key-value store refuses: status " + status);
        }
        return answer;
    }
}
