package io.blindhop.functions.http;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;

/**
 * Encodes JSON answers of 1,024 bytes and more with gzip for clients that take it (protocol 3.2).
 *
 * <p>Ciphertext ({@code application/octet-stream}) and event streams are never touched. A streamed body is encoded on its
 * way; when its writer fails, the end of the gzip stream is not written, so that the part does not look whole.
 */
public final class Compression implements HttpHandler {
    static final int THRESHOLD = 1024;
    private static final int BUFFER = 16 * 1024;

    private final HttpHandler next;

    public Compression(HttpHandler next) {
        this.next = next;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        HttpResponse response = next.handle(request);
        if (!response.mediaType().equals(HttpResponse.JSON)
                || response.headers().has("Content-Encoding")) {
            return response;
        }
        HttpResponse varying = response.withHeaders(response.headers().varyingBy("Accept-Encoding"));
        if (!AcceptEncoding.takesGzip(request.headers().joined("Accept-Encoding"))) {
            return varying;
        }
        return switch (varying.body()) {
            case ResponseBody.Empty empty -> varying;
            case ResponseBody.Whole(Bytes bytes) when bytes.length() < THRESHOLD -> varying;
            case ResponseBody.Whole(Bytes bytes) -> encoded(varying, new ResponseBody.Whole(gzip(bytes)));
            case ResponseBody.Streamed(OptionalLong length, ResponseBody.Writer writer) ->
                length.orElse(Long.MAX_VALUE) < THRESHOLD
                        ? varying
                        : encoded(varying, new ResponseBody.Streamed(OptionalLong.empty(), gzip(writer, length)));
        };
    }

    private static HttpResponse encoded(HttpResponse response, ResponseBody body) {
        return response.withHeader("Content-Encoding", "gzip").withBody(body);
    }

    private static Bytes gzip(Bytes bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length() / 3);
        try {
            gzip(bytes::writeTo, OptionalLong.empty()).write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(out.toByteArray());
    }

    static ResponseBody.Writer gzip(ResponseBody.Writer writer, OptionalLong length) {
        return out -> {
            Gzip gzip = new Gzip(out);
            try {
                CountingOutput counted = new CountingOutput(gzip);
                writer.write(counted);
                counted.requireLength(length);
                gzip.finish();
                out.flush();
            } finally {
                gzip.release();
            }
        };
    }

    /** Frees the native memory without ending the stream, which {@code close} would do. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER);
        }

        void release() {
            def.end();
        }
    }
}
