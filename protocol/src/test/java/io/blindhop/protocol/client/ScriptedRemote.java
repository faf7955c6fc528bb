package io.blindhop.protocol.client;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.IdentityFile;
import io.blindhop.protocol.entry.RecordedEntries;
import io.blindhop.protocol.network.HttpOptions;
import io.blindhop.protocol.network.HttpTransport;
import io.blindhop.protocol.network.ScriptedServer;
import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.protocol.wire.NodeResponses;
import io.blindhop.protocol.wire.ServerInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of which everything but what a test scripts is in order, and a client of it that waits for nothing. */
final class ScriptedRemote implements AutoCloseable {
    static final long NOW = 1_800_000_000_000L;
    static final DatabaseId DB = new DatabaseId("main");
    static final Identity ALICE =
            IdentityFile.read(RecordedEntries.text("/identities/alice.identity.json"), "alice-pass");
    static final String CAPABILITIES = """
            {"capabilities":{"protocolVersion":"sync-v5","supportsCursorScan":true,"supportsStoreHead":true,\
            "supportsIdBloomSummary":true,"supportsSessionKeyWrap":true,"supportsBinaryEntries":true}}""";

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final ScriptedServer server = new ScriptedServer(this::answer);
    private final HttpTransport transport = new HttpTransport(HttpOptions.of(server.base()));
    private final SettableClock clock = new SettableClock(NOW);
    private final RemoteTenant tenant = new RemoteTenant(
            transport,
            new TenantId("acme"),
            ALICE,
            clock,
            new SecureRandom(),
            new RetryPolicy(3, Duration.ofMillis(250), Duration.ofSeconds(30), new Random(1), pauses::add));
    private long bodyLimit = 100_000;

    /** Answers the requests of one route. */
    interface Reply {
        /** @param count of the requests of this route, this one included */
        void to(String request, int count, OutputStream out) throws IOException, InterruptedException;
    }

    /** Writes a body. */
    interface Body {
        void to(OutputStream out) throws IOException;
    }

    static byte[] body(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            body.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** @param route the last part of its path */
    ScriptedRemote on(String route, Reply reply) {
        replies.put(route, reply);
        return this;
    }

    ScriptedRemote on(String route, int status, String json, String... headers) {
        return on(route, (request, count, out) -> out.write(ScriptedServer.answer(status, json, headers)));
    }

    ScriptedRemote on(String route, Body body) {
        return on(route, (request, count, out) -> out.write(ScriptedServer.answer(200, body(body))));
    }

    void bodyLimit(long bytes) {
        bodyLimit = bytes;
    }

    private void answer(String request, int all, OutputStream out) throws IOException, InterruptedException {
        String path = request.split(" ", 3)[1].replaceFirst("\\?.*", "");
        String route = path.substring(path.lastIndexOf('/') + 1);
        int count = counts.computeIfAbsent(route, name -> new AtomicInteger()).incrementAndGet();
        Reply reply = replies.get(route);
        if (reply != null) {
            reply.to(request, count, out);
            return;
        }
        switch (route) {
            case "challenge" ->
                out.write(ScriptedServer.answer(200, "{\"challenge\":\"a-usual-challenge-" + count + "\"}"));
            case "authenticate" ->
                out.write(ScriptedServer.answer(200, "{\"success\":true,\"token\":\"token-" + count + "\"}"));
            case "capabilities" -> out.write(ScriptedServer.answer(200, CAPABILITIES));
            case "mindoodb-server-info" ->
                out.write(ScriptedServer.answer(
                        200,
                        body(info -> NodeResponses.serverInfo(info, new ServerInfo("s", "k", "k", "", bodyLimit)))));
            default -> out.write(ScriptedServer.answer(404, "{\"error\":\"not scripted\"}"));
        }
    }

    ClientNetworkContentAddressedStore store() {
        return store(TimeLeft.UNLIMITED);
    }

    ClientNetworkContentAddressedStore store(TimeLeft timeLeft) {
        return tenant.store(DB, StoreKind.DOCS, new CallContext(timeLeft, Via.NONE.through("office")));
    }

    RemoteQueries queries() {
        return tenant.queries(DB, StoreKind.DOCS, CallContext.UNLIMITED);
    }

    SettableClock clock() {
        return clock;
    }

    int count(String route) {
        return counts.getOrDefault(route, new AtomicInteger()).get();
    }

    /** Of the requests of a route, in their order. */
    List<String> requests(String route) {
        return server.requests().stream()
                .filter(request -> request.split("[ ?]", 3)[1].endsWith("/" + route))
                .toList();
    }

    /** What the client would have waited for. */
    List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    static Bytes wrapped(io.blindhop.protocol.crypto.SessionKey key) {
        return key.wrapFor(ALICE.encryption().wrappingKey());
    }

    @Override
    public void close() {
        transport.close();
        server.close();
    }
}
