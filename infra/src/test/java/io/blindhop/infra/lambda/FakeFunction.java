package io.blindhop.infra.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.entry.RecordedEntries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** {@link FakeBootstrap} as a package, deployed behind a URL. */
record FakeFunction(LambdaFunction function, FunctionUrl url, HttpClient client) implements AutoCloseable {
    static FakeFunction start(Path folder, UnaryOperator<LambdaOptions> options) throws IOException {
        LambdaFunction function = LambdaFunction.deploy(
                options.apply(LambdaOptions.of(packaged(folder), "sync")), InstantSource.system());
        return new FakeFunction(
                function,
                FunctionUrl.open(function, "127.0.0.1", 0),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    static Path packaged(Path folder) throws IOException {
        Path task = Files.createDirectories(folder.resolve("task"));
        String java = ProcessHandle.current().info().command().orElseThrow();
        String classes = FakeBootstrap.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        Path bootstrap = Files.writeString(
                task.resolve("bootstrap"),
                "#!/bin/sh\nexec " + java + " -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp " + classes + " "
                        + FakeBootstrap.class.getName() + "\n");
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
        return task;
    }

    HttpRequest.Builder to(String target) {
        return HttpRequest.newBuilder(URI.create(url.url() + target));
    }

    HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return client.send(to(target).build(), BodyHandlers.ofString());
    }

    /** The event that such a request becomes. */
    JsonNode event(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return RecordedEntries.json(answer.body());
    }

    CopyReport copy() {
        assertThat(function.copies()).hasSize(1);
        return function.copies().getFirst();
    }

    /** What the Runtime API said to the copy, once there are so many lines. */
    List<String> apiSaid(int lines) {
        await(() -> said().size() >= lines);
        return said();
    }

    private List<String> said() {
        return function.copies().stream()
                .flatMap(copy -> copy.output().stream())
                .filter(line -> line.startsWith("api said "))
                .map(line -> line.substring("api said ".length()))
                .toList();
    }

    void awaitState(CopyState state) {
        await(() -> function.copies().getLast().state() == state);
    }

    static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        function.close();
        url.close();
        client.close();
    }
}
