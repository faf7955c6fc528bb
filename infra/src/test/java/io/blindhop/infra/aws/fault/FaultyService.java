package io.blindhop.infra.aws.fault;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Stands between a client and an emulator, and does to each request what a test has planned. */
public final class FaultyService implements AutoCloseable {
    private static final Fault.Answer NOTHING = new Fault.Answer(200, "application/x-amz-json-1.0", "{}", "");

    private final ServerSocket socket;
    private final URI upstream;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<RawMessage> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Function<String, Fault> plan = operation -> new Fault.None();

    private FaultyService(ServerSocket socket, URI upstream) {
        this.socket = socket;
        this.upstream = upstream;
    }

    public static FaultyService before(URI upstream) {
        try {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            FaultyService service = new FaultyService(socket, upstream);
            var _ = service.threads.submit(service::accept);
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** From now on; the plan is told the operation and asked once for each request. Forgets the requests before. */
    public void plan(Function<String, Fault> next) {
        requests.clear();
        plan = next;
    }

    /** The operations that were asked for since the plan was made, in order of arrival. */
    public List<String> operations() {
        return requests.stream().map(RawMessage::operation).toList();
    }

    /** What a header said in each request since the plan was made. */
    public List<String> headers(String name) {
        return requests.stream().map(request -> request.header(name).orElse("")).toList();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                var _ = threads.submit(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var request = RawMessage.read(client.getInputStream(), client.getOutputStream(), false);
            if (request.isEmpty()) {
                return;
            }
            requests.add(request.get());
            answer(client, request.get(), plan.apply(request.get().operation()));
        } catch (IOException e) {
            // The client has gone; it says itself what it made of that.
            open.remove(client);
        }
    }

    private void answer(Socket client, RawMessage request, Fault fault) throws IOException {
        switch (fault) {
            case Fault.None() -> forward(request).writeTo(client.getOutputStream());
            case Fault.Answer answer -> message(answer).writeTo(client.getOutputStream());
            case Fault.Reset() -> client.setSoLinger(true, 0);
            case Fault.LostAnswer() -> {
                forward(request);
                client.setSoLinger(true, 0);
            }
            case Fault.CutAnswer() -> {
                ByteArrayOutputStream whole = new ByteArrayOutputStream();
                forward(request).writeTo(whole);
                client.getOutputStream().write(whole.toByteArray(), 0, whole.size() - 10);
            }
            case Fault.Silence() -> client.getInputStream().readAllBytes();
            case Fault.Partly(int processed) -> {
                PartialBatch batch = PartialBatch.of(request, processed);
                RawMessage answer = processed == 0 ? message(NOTHING) : forward(batch.request());
                batch.answer(answer).writeTo(client.getOutputStream());
            }
        }
    }

    private static RawMessage message(Fault.Answer answer) {
        RawMessage message = new RawMessage(List.of("HTTP/1.1 " + answer.status() + " Planned"), Bytes.empty())
                .with("Content-Type", answer.type())
                .with("Connection", "close");
        RawMessage dated = answer.date().isEmpty() ? message : message.with("Date", answer.date());
        return dated.withBody(answer.body());
    }

    private RawMessage forward(RawMessage request) throws IOException {
        try (Socket service = new Socket(upstream.getHost(), upstream.getPort())) {
            request.without("Expect").with("Connection", "close").writeTo(service.getOutputStream());
            return RawMessage.read(service.getInputStream(), service.getOutputStream(), true)
                    .orElseThrow(() -> new IOException("the service closed the connection"));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : open) {
            client.close();
        }
        threads.close();
    }
}
