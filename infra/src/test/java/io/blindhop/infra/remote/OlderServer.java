package io.blindhop.infra.remote;

import io.blindhop.protocol.network.Answer;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.Request;
import io.blindhop.protocol.store.TimeLeft;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A server that does not know of some of its abilities, so that clients do without. */
record OlderServer(NetworkTransport server, Set<String> unknown) implements NetworkTransport {
    @Override
    public Answer send(Request request, TimeLeft timeLeft) {
        Answer answer = server.send(request, timeLeft);
        if (!request.path().contains("/capabilities?")) {
            return answer;
        }
        try (answer) {
            String json = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            for (String ability : unknown) {
                json = json.replace("\"" + ability + "\":true", "\"" + ability + "\":false");
            }
            return new Answer(
                    answer.status(), answer::header, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String remote() {
        return server.remote();
    }

    @Override
    public void close() {
        server.close();
    }
}
