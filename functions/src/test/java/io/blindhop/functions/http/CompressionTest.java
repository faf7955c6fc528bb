package io.blindhop.functions.http;

import static io.blindhop.functions.http.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
    private static final String LONG = "\"" + "a".repeat(1022) + "\"";

    private static HttpResponse answer(String accept, HttpResponse plain) {
        return new Compression(r -> plain).handle(request("GET", "/", Headers.of("Accept-Encoding", accept)));
    }

    private static boolean isGzip(HttpResponse response) {
        return response.headers().first("Content-Encoding").equals(java.util.Optional.of("gzip"));
    }

    private static String unzipped(byte[] bytes) throws IOException {
        return Bytes.wrap(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes())
                .toUtf8();
    }

    @Test
    void jsonOfTheThresholdIsEncodedAndShorterIsNot() throws IOException {
        HttpResponse encoded = answer("gzip, br", HttpResponse.json(200, LONG));
        assertThat(isGzip(encoded)).isTrue();
        assertThat(unzipped(Requests.bytes(encoded))).isEqualTo(LONG);
        HttpResponse shorter = answer("gzip, br", HttpResponse.json(200, LONG.substring(1)));
        assertThat(isGzip(shorter)).isFalse();
        assertThat(shorter.headers().first("Vary")).hasValue("Accept-Encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "GZIP", "*", "br, gzip;q=0.001", "gzip;q=1.000", "identity;q=0.5, gzip;q=0.5", "x-gzip"})
    void gzipIsUsedWhereItIsTaken(String accept) {
        assertThat(isGzip(answer(accept, HttpResponse.json(200, LONG)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "gzip;q=0, *", "identity, gzip;q=0.5", "gzip;q=x"
            })
    void gzipIsNotUsedWhereItIsNotTaken(String accept) {
        HttpResponse plain = answer(accept, HttpResponse.json(200, LONG));
        assertThat(isGzip(plain)).isFalse();
        assertThat(plain.headers().first("Vary")).hasValue("Accept-Encoding");
    }

    @Test
    void ciphertextAndEventsAreNeverTouched() {
        HttpResponse octets = HttpResponse.octets(200, Bytes.utf8(LONG));
        HttpResponse events = HttpResponse.streamed(200, HttpResponse.EVENTS, out -> {});
        assertThat(answer("gzip", octets)).isSameAs(octets);
        assertThat(answer("gzip", events)).isSameAs(events);
    }

    @Test
    void aStreamIsEncodedOnItsWay() throws IOException {
        HttpResponse streamed = HttpResponse.streamed(200, HttpResponse.JSON, LONG.length(), Bytes.utf8(LONG)::writeTo);
        HttpResponse encoded = answer("gzip", streamed);
        assertThat(isGzip(encoded)).isTrue();
        assertThat(((ResponseBody.Streamed) encoded.body()).length()).isEmpty();
        assertThat(unzipped(Requests.bytes(encoded))).isEqualTo(LONG);
    }

    @Test
    void anEncodedStreamThatBreaksHasNoEnd() {
        HttpResponse encoded = answer("gzip", HttpResponse.streamed(200, HttpResponse.JSON, out -> {
            out.write(Bytes.utf8(LONG).toArray());
            throw new IOException("broken");
        }));
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        assertThatThrownBy(
                        () -> ((ResponseBody.Streamed) encoded.body()).writer().write(sent))
                .hasMessage("broken");
        assertThatThrownBy(() -> unzipped(sent.toByteArray())).isInstanceOf(EOFException.class);
    }

    @Test
    void aPromisedLengthIsCheckedBeforeTheEndOfTheEncodedStream() {
        HttpResponse encoded = answer("gzip", HttpResponse.streamed(200, HttpResponse.JSON, 5000, out -> out.write(1)));
        assertThatThrownBy(() -> Requests.bytes(encoded)).hasMessageContaining("5000 bytes were promised");
    }
}
