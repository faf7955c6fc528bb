package io.blindhop.functions.lambda.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.crt.auth.credentials.Credentials;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig;
import software.amazon.awssdk.crt.auth.signing.AwsSigningUtils;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpRequestBodyStream;

/** The native library of AWS, which is too large to ship for one signature, verifies what we sign. */
class SigV4aTest {
    /** Credentials and public key of the library's own test of the derivation. */
    private static final String ACCESS_KEY = "AKISORANDOMAASORANDOM";

    private static final String SECRET_KEY = "q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandom";
    private static final String PUBLIC_X = "15d242ceebf8d8169fd6a8b5a746c41140414c3b07579038da06af89190fffcb";
    private static final String PUBLIC_Y = "0515242cedd82e94799482e4c0514b505afccf2c0c98d6a553bf539f424c5ec0";

    private static final String SERVICE = "cloudfront-keyvaluestore";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final URI KEY = URI.create("https://123456789012.cloudfront-kvs.global.api.aws/key-value-stores/"
            + "arn%3Aaws%3Acloudfront%3A%3A123456789012%3Akey-value-store%2F11111111-2222/keys/origin-key");
    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-ECDSA-P256-SHA256 Credential=" + ACCESS_KEY
            + "/20260102/cloudfront-keyvaluestore/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]+)");

    private static boolean verified(AwsCredentials credentials, String method, String body, String bodyAtVerification) {
        Map<String, String> headers = new SigV4a(SERVICE, credentials).sign(method, KEY, body, NOW);
        Matcher authorization = AUTHORIZATION.matcher(headers.get("Authorization"));
        assertThat(authorization.matches()).isTrue();
        SortedMap<String, String> signed = new TreeMap<>(headers);
        signed.remove("Authorization");
        signed.put("host", KEY.getHost());
        assertThat(authorization.group(1)).isEqualTo(String.join(";", signed.keySet()));
        try (AwsSigningConfig config = new AwsSigningConfig()) {
            config.setAlgorithm(AwsSigningConfig.AwsSigningAlgorithm.SIGV4_ASYMMETRIC);
            config.setSignatureType(AwsSigningConfig.AwsSignatureType.HTTP_REQUEST_VIA_HEADERS);
            config.setRegion("*");
            config.setService(SERVICE);
            config.setTime(NOW.toEpochMilli());
            config.setUseDoubleUriEncode(true);
            config.setShouldNormalizeUriPath(true);
            config.setCredentials(new Credentials(
                    bytes(credentials.accessKeyId()),
                    bytes(credentials.secretAccessKey()),
                    credentials instanceof AwsSessionCredentials session ? bytes(session.sessionToken()) : null));
            HttpHeader[] host = {new HttpHeader("Host", KEY.getHost())};
            HttpRequest request = new HttpRequest(method, KEY.getRawPath(), host, body(bodyAtVerification));
            return AwsSigningUtils.verifySigv4aEcdsaSignature(
                    request,
                    SigV4a.canonical(method, KEY, body, signed),
                    config,
                    bytes(authorization.group(2)),
                    PUBLIC_X,
                    PUBLIC_Y);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HttpRequestBodyStream body(String text) {
        byte[] bytes = bytes(text);
        return new HttpRequestBodyStream() {
            @Override
            public boolean sendRequestBody(ByteBuffer out) {
                out.put(bytes);
                return true;
            }

            @Override
            public boolean resetPosition() {
                return true;
            }

            @Override
            public long getLength() {
                return bytes.length;
            }
        };
    }

    private static final AwsCredentials LONG_LIVED = AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY);

    @Test
    void awsVerifiesARequestWithoutABody() {
        assertThat(verified(LONG_LIVED, "GET", "", "")).isTrue();
    }

    @Test
    void awsVerifiesARequestWithABody() {
        assertThat(verified(LONG_LIVED, "PUT", "{\"Value\":\"a\"}", "{\"Value\":\"a\"}"))
                .isTrue();
    }

    @Test
    void awsVerifiesTheCredentialsOfARole() {
        assertThat(verified(AwsSessionCredentials.create(ACCESS_KEY, SECRET_KEY, "session"), "GET", "", ""))
                .isTrue();
    }

    @Test
    void theSignatureTellsNothingOfTheSecret() {
        assertThat(new SigV4a(SERVICE, LONG_LIVED).toString()).doesNotContain(SECRET_KEY);
        assertThat(new SigV4a(SERVICE, LONG_LIVED).sign("GET", KEY, "", NOW).toString())
                .doesNotContain(SECRET_KEY);
    }
}
