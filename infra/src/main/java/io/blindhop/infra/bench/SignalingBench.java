package io.blindhop.infra.bench;

import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.cost.UsageMeter;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.json.JsonMembers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Connections, rooms and messages against a local server on a new data folder, and what they would cost in AWS. Client and
 * server share the process, its memory and its cores.
 */
public final class SignalingBench {
    private static final String SESSION = "s".repeat(22);
    private static final String SIGNATURE = "s".repeat(86);
    /** As long as the description of a data channel with a few candidates. */
    private static final String DATA = "v=0 ".repeat(300);

    private static final long EXPIRES_MILLIS = 45_000;
    private static final long SEED = 20_260_101L;
    private static final int PUSHES = 5;
    private static final String DATABASE = "main";

    private final SignalingOptions options;
    private final PriceTable prices;
    private final Consumer<String> progress;
    private final UsageMeter meter = new UsageMeter();
    private final Echoes echoes = new Echoes();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<BenchPeer> peers = new ArrayList<>();
    private final List<SignalingPhase> phases = new ArrayList<>();

    public SignalingBench(SignalingOptions options, PriceTable prices, Consumer<String> progress) {
        this.options = options;
        this.prices = prices;
        this.progress = progress;
    }

    /**
     * @param data an empty folder; the caller removes it
     * @throws BenchFailedException if somebody is not let in, or hears nothing for a minute
     */
    public SignalingReport run(Path data) throws IOException {
        SecureRandom random = new SecureRandom();
        SigningKey administrator = SigningKey.generate(random);
        // It outlives the server, which then has nobody to tell of connections that end.
        HttpClient client = HttpClient.newHttpClient();
        try (BenchServer server = BenchServer.start(data, administrator, meter);
                Http http = new Http(server.uri());
                ExecutorService workers = Executors.newFixedThreadPool(options.workers())) {
            BenchTenant tenant = BenchTenant.register(http, administrator, random);
            long before = Memory.heapBytes();
            connect(client, http, tenant.tokens(), workers);
            long after = Memory.heapBytes();
            join(workers);
            signal(workers);
            ping(workers);
            changes(tenant, workers);
            return new SignalingReport(options, prices, List.copyOf(phases), echoes.errors(), after - before);
        } finally {
            client.shutdownNow();
        }
    }

    private void connect(HttpClient client, Http http, List<String> tokens, ExecutorService workers) {
        progress.accept("opening " + options.connections() + " connections");
        BenchPeer[] opened = new BenchPeer[options.connections()];
        // The ticket's route, $connect and hello.
        measure("connect", options.connections(), new PerMessage(3, 1), workers, i -> {
            JsonMembers ticket = http.postForJson(
                    new Http.Call("/bench/signaling/tickets", tokens.get(i % tokens.size()), new Latencies()),
                    Http.Body.json(json -> {}));
            opened[i] = BenchPeer.open(client, ticket, echoes::hear);
            opened[i].call(ask(opened[i], "\"type\":\"hello\",\"session\":\"" + SESSION + "\"")
                    .string("peer"));
        });
        peers.addAll(List.of(opened));
    }

    private void join(ExecutorService workers) {
        progress.accept("joining " + options.rooms() + " rooms");
        long others = peersToTell();
        Latencies latencies = new Latencies();
        Measured run = measured(() -> {
            // One after the other in a room, so that each tells those who came before, and nobody twice.
            all(workers, options.rooms(), room -> {
                for (int i = room; i < peers.size(); i += options.rooms()) {
                    BenchPeer peer = peers.get(i);
                    timed(latencies, () -> ask(peer, "\"type\":\"join\",\"room\":\"" + room(room) + "\""));
                }
            });
            awaitHeard("peer-joined", others);
        });
        add("join", peers.size(), run, latencies, new PerMessage(1, 1));
    }

    /** In each room the second tells one, the third two, and so on. */
    private long peersToTell() {
        long others = 0;
        for (int i = 0; i < peers.size(); i++) {
            others += i / options.rooms();
        }
        return others;
    }

    private void signal(ExecutorService workers) {
        progress.accept("sending " + options.messages() + " signals");
        SplittableRandom random = new SplittableRandom(SEED);
        int[] receivers = random.ints(options.messages(), 1, Integer.MAX_VALUE).toArray();
        measure("signal", options.messages(), new PerMessage(1, 1), workers, i -> {
            int sender = i % peers.size();
            int room = sender % options.rooms();
            int size = (peers.size() - room + options.rooms() - 1) / options.rooms();
            int other = (sender / options.rooms() + 1 + receivers[i] % (size - 1)) % size;
            int number = numbers.incrementAndGet();
            ask(
                    peers.get(sender),
                    number,
                    "\"type\":\"signal\",\"room\":\"" + room(room) + "\",\"to\":\""
                            + peers.get(other * options.rooms() + room).id() + "\",\"seq\":" + number
                            + ",\"kind\":\"candidates\",\"expires\":" + (System.currentTimeMillis() + EXPIRES_MILLIS)
                            + ",\"data\":\"" + DATA + "\",\"signature\":\"" + SIGNATURE + "\"");
        });
    }

    private void ping(ExecutorService workers) {
        progress.accept("sending " + options.messages() + " pings");
        measure(
                "ping",
                options.messages(),
                new PerMessage(1, 1),
                workers,
                i -> ask(peers.get(i % peers.size()), "\"type\":\"ping\""));
    }

    private void changes(BenchTenant tenant, ExecutorService workers) {
        RemoteStore store = tenant.asWriter(DATABASE);
        List<ArrivedEntry> entries = new Workload(tenant.author(), new SplittableRandom(SEED)).entries(2 * PUSHES);
        Measured untold = measured(() -> entries.subList(0, PUSHES).forEach(entry -> store.push(List.of(entry))));
        measure(
                "subscribe",
                peers.size(),
                new PerMessage(1, 1),
                workers,
                i -> ask(peers.get(i), "\"type\":\"subscribe\",\"dbId\":\"" + DATABASE + "\",\"storeKind\":\"docs\""));
        progress.accept("pushing to " + peers.size() + " subscribers");
        long heard = echoes.heard("change");
        Latencies latencies = new Latencies();
        Measured told = measured(() -> {
            for (int i = 0; i < PUSHES; i++) {
                long all = heard + (long) (i + 1) * peers.size();
                ArrivedEntry entry = entries.get(PUSHES + i);
                timed(latencies, () -> {
                    store.push(List.of(entry));
                    awaitHeard("change", all);
                });
            }
        });
        int messages = PUSHES * peers.size();
        phases.add(new SignalingPhase(
                "change",
                messages,
                told.nanos(),
                latencies.routes().getFirst(),
                told.usage().minus(untold.usage()),
                PUSHES,
                0,
                messages));
    }

    private static String room(int number) {
        return "room-" + number;
    }

    private JsonMembers ask(BenchPeer peer, String members) {
        return ask(peer, numbers.incrementAndGet(), members);
    }

    private JsonMembers ask(BenchPeer peer, int number, String members) {
        String name = Integer.toString(number);
        var echo = echoes.expect(name);
        peer.say("{" + members + ",\"re\":\"" + name + "\"}");
        return BenchPeer.await(echo);
    }

    private void awaitHeard(String type, long count) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (echoes.heard(type) < count) {
            if (System.nanoTime() > end) {
                throw new BenchFailedException(
                        count + " messages " + type + " were to come, " + echoes.heard(type) + " came");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** What a message of a kind is billed for beside table and answers. */
    private record PerMessage(int invocations, int received) {}

    private record Measured(long nanos, Usage usage, long heard) {}

    private void measure(String name, int count, PerMessage billed, ExecutorService workers, IntConsumer message) {
        Latencies latencies = new Latencies();
        Measured run = measured(() -> all(workers, count, i -> timed(latencies, () -> message.accept(i))));
        add(name, count, run, latencies, billed);
    }

    private void add(String name, int count, Measured run, Latencies latencies, PerMessage billed) {
        phases.add(new SignalingPhase(
                name,
                count,
                run.nanos(),
                latencies.routes().getFirst(),
                run.usage(),
                (long) count * billed.invocations(),
                (long) count * billed.received(),
                run.heard()));
    }

    private Measured measured(Runnable work) {
        Usage before = meter.reading();
        long heard = echoes.heard();
        long start = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - start;
        return new Measured(nanos, meter.reading().minus(before), echoes.heard() - heard);
    }

    private static void timed(Latencies latencies, Runnable work) {
        long start = System.nanoTime();
        work.run();
        latencies.add("all", System.nanoTime() - start);
    }

    /** Numbers from 0, each once, as many at a time as there are workers. */
    private void all(ExecutorService workers, int count, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        Callable<Boolean> loop = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                work.accept(i);
            }
            return true;
        };
        try {
            for (Future<Boolean> done : workers.invokeAll(java.util.Collections.nCopies(options.workers(), loop))) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailedException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new BenchFailedException(String.valueOf(e.getCause().getMessage()), e);
        }
    }
}
