package io.blindhop.functions.http;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Requests and the bytes of answers, for tests. */
final class Requests {
    private Requests() {}

    static HttpRequest request(String method, String target) {
        return request(method, target, Headers.none());
    }

    static HttpRequest request(String method, String target, Headers headers) {
        return new HttpRequest(method, target, headers, Bytes.empty(), "127.0.0.1");
    }

    static HttpRequest withBody(int length) {
        return new HttpRequest("POST", "/", Headers.none(), Bytes.wrap(new byte[length]), "127.0.0.1");
    }

    static byte[] bytes(HttpResponse response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (response.body()) {
            case ResponseBody.Empty empty -> {}
            case ResponseBody.Whole whole -> whole.bytes().writeTo(out);
            case ResponseBody.Streamed streamed -> streamed.writer().write(out);
        }
        return out.toByteArray();
    }

    static String text(HttpResponse response) throws IOException {
        return Bytes.wrap(bytes(response)).toUtf8();
    }
}
