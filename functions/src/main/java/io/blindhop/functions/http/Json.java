package io.blindhop.functions.http;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers made by the writers of the wire package. */
public final class Json {
    private Json() {}

    /** An answer of bounded size: it is whole before its first byte leaves, so that a failure is a proper error. */
    public static HttpResponse whole(int status, ResponseBody.Writer writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("an array does not fail", e);
        }
        return HttpResponse.json(status, Bytes.wrap(out.toByteArray()));
    }

    /** An answer of any size, written while it is sent. */
    public static HttpResponse streamed(ResponseBody.Writer writer) {
        return HttpResponse.streamed(200, HttpResponse.JSON, writer);
    }
}
