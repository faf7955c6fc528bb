package io.blindhop.functions.hop;

import io.blindhop.protocol.network.Answer;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.Request;
import io.blindhop.protocol.store.TimeLeft;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A way over which somebody sits who answers some requests himself. */
final class InterceptingTransport implements NetworkTransport {
    private final NetworkTransport transport;
    private final Function<Request, Optional<String>> answers;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** @param answers the JSON instead of an answer; empty lets the request through */
    InterceptingTransport(NetworkTransport transport, Function<Request, Optional<String>> answers) {
        this.transport = transport;
        this.answers = answers;
    }

    /** Paths of all requests. */
    List<String> asked() {
        return asked;
    }

    @Override
    public Answer send(Request request, TimeLeft timeLeft) {
        asked.add(request.path());
        return answers.apply(request)
                .map(json -> new Answer(
                        200,
                        header -> Optional.empty(),
                        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))
                .orElseGet(() -> transport.send(request, timeLeft));
    }

    @Override
    public String remote() {
        return transport.remote();
    }

    @Override
    public void close() {
        transport.close();
    }
}
