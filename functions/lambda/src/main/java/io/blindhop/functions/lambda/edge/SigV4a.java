package io.blindhop.functions.lambda.edge;

import io.blindhop.protocol.Bytes;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Signature Version 4A, for services that have no region: ECDSA with a key that is derived from the secret access key. The
 * SDK signs so only with a native library of its own, six times the size of what we send.
 *
 * @param service as in the scope of the signature
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature Version 4</a>
 */
record SigV4a(String service, AwsCredentials credentials) {
    private static final String ALGORITHM = "AWS4-ECDSA-P256-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DATE_LENGTH = 8;

    /** @return the headers to send with the request, {@code Authorization} among them, and without {@code Host} */
    Map<String, String> sign(String method, URI uri, String body, Instant now) {
        String time = TIME.format(now);
        SortedMap<String, String> headers = new TreeMap<>(Map.of("x-amz-date", time, "x-amz-region-set", "*"));
        if (credentials instanceof AwsSessionCredentials session) {
            headers.put("x-amz-security-token", session.sessionToken());
        }
        SortedMap<String, String> signed = new TreeMap<>(headers);
        signed.put("host", uri.getRawAuthority());
        String scope = time.substring(0, DATE_LENGTH) + "/" + service + "/aws4_request";
        String toSign = String.join("\n", ALGORITHM, time, scope, sha256(canonical(method, uri, body, signed)));
        headers.put(
                "Authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders="
                        + String.join(";", signed.keySet()) + ", Signature=" + signature(toSign));
        return headers;
    }

    /** What is signed, but for time and scope. Escapes of the path are escaped once more. */
    static String canonical(String method, URI uri, String body, SortedMap<String, String> headers) {
        StringBuilder text = new StringBuilder(method)
                .append('\n')
                .append(uri.getRawPath().replace("%", "%25"))
                .append("\n\n");
        headers.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        return text.append('\n')
                .append(String.join(";", headers.keySet()))
                .append('\n')
                .append(sha256(body))
                .toString();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Bytes.wrap(digest).toHex();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private String signature(String toSign) {
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initSign(privateKey());
            ecdsa.update(toSign.getBytes(StandardCharsets.UTF_8));
            return Bytes.wrap(ecdsa.sign()).toHex();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot sign with P-256", e);
        }
    }

    /** Candidates are drawn in counter mode (NIST SP 800-108) until one is in the range of the curve. */
    private PrivateKey privateKey() throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec parameters = curve.getParameterSpec(ECParameterSpec.class);
        BigInteger largest = parameters.getOrder().subtract(BigInteger.TWO);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                ("AWS4A" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        for (byte counter = 1; counter > 0; counter++) {
            mac.update(new byte[] {0, 0, 0, 1});
            mac.update(ALGORITHM.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(credentials.accessKeyId().getBytes(StandardCharsets.UTF_8));
            mac.update(counter);
            mac.update(new byte[] {0, 0, 1, 0});
            BigInteger candidate = new BigInteger(1, mac.doFinal());
            if (candidate.compareTo(largest) <= 0) {
                BigInteger d = candidate.add(BigInteger.ONE);
                return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(d, parameters));
            }
        }
        throw new IllegalStateException("No candidate was in the range of the curve");
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return "SigV4a for " + service;
    }
}
