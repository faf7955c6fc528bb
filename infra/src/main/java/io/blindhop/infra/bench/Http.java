package io.blindhop.infra.bench;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Posts to one server and takes the time of every request, from the first byte sent to the last byte received. */
public final class Http implements AutoCloseable {
    private static final String JSON = "application/json";
    static final String OCTETS = "application/octet-stream";

    private final Way way;

    Http(URI server) {
        this(new HttpWay(server));
    }

    Http(Way way) {
        this.way = way;
    }

    /** Carries requests to a server, and answers back. For any thread. */
    public interface Way extends AutoCloseable {
        /** Of a {@code GET} the body is empty. */
        Answer send(String method, Call call, Body body) throws IOException, InterruptedException;

        @Override
        void close();
    }

    public record Answer(int status, Bytes body) {}

    /** A body and how it is labelled. */
    public record Body(String contentType, Bytes bytes) {
        private static final Body NONE = new Body(JSON, Bytes.empty());

        static Body json(Wire.Members members) {
            return new Body(JSON, Wire.json(members));
        }
    }

    /** Where a request goes, as whom, and who takes its time. */
    public record Call(String path, String token, Latencies latencies) {
        String route() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    JsonMembers postForJson(Call call, Body body) {
        String text = new String(post(call, body).toArray(), StandardCharsets.UTF_8);
        return JsonMembers.of("answer of " + call.route(), JsonText.parse(text));
    }

    /** @throws BenchFailedException unless the answer has a status of 200 to 299 */
    Bytes get(Call call) {
        return send("GET", call, Body.NONE);
    }

    /** @throws BenchFailedException unless the answer has a status of 200 to 299 */
    Bytes post(Call call, Body body) {
        return send("POST", call, body);
    }

    private Bytes send(String method, Call call, Body body) {
        long start = System.nanoTime();
        try {
            Answer answer = way.send(method, call, body);
            call.latencies().add(call.route(), System.nanoTime() - start);
            if (answer.status() / 100 != 2) {
                throw new BenchFailedException(call.path() + " was answered with " + answer.status() + ": "
                        + new String(answer.body().toArray(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (IOException e) {
            throw new BenchFailedException(call.path() + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailedException("interrupted", e);
        }
    }

    @Override
    public void close() {
        way.close();
    }
}
