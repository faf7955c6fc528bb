package io.blindhop.infra.bench;

import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.LongAdder;

/** What a node is asked for: requests, bytes of bodies in both directions, entries. For any thread. */
final class Traffic {
    private final LongAdder requests = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder entries = new LongAdder();

    /** @param entries that were asked for with their payloads */
    record Reading(long requests, long bytes, long entries) {
        Reading minus(Reading earlier) {
            return new Reading(requests - earlier.requests, bytes - earlier.bytes, entries - earlier.entries);
        }
    }

    Reading reading() {
        return new Reading(requests.sum(), bytes.sum(), entries.sum());
    }

    HttpHandler around(HttpHandler next) {
        return request -> {
            requests.increment();
            bytes.add(request.body().length());
            if (request.target().endsWith("/getEntriesBinary")) {
                entries.add(
                        JsonMembers.of("request", JsonText.parse(request.body().toUtf8()))
                                .strings("ids")
                                .size());
            }
            return counted(next.handle(request));
        };
    }

    private HttpResponse counted(HttpResponse response) {
        return switch (response.body()) {
            case ResponseBody.Empty() -> response;
            case ResponseBody.Whole(var whole) -> {
                bytes.add(whole.length());
                yield response;
            }
            case ResponseBody.Streamed(var length, var writer) ->
                response.withBody(new ResponseBody.Streamed(length, out -> writer.write(new Counted(out))));
        };
    }

    private final class Counted extends FilterOutputStream {
        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            bytes.increment();
            out.write(one);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            bytes.add(length);
            out.write(from, offset, length);
        }
    }
}
