package io.blindhop.infra.bench;

import io.blindhop.infra.bench.Http.Call;
import io.blindhop.infra.lambda.CopyMemory;
import io.blindhop.infra.lambda.CopyReport;
import io.blindhop.infra.lambda.LambdaPackage;
import io.blindhop.protocol.crypto.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Starts new copies of a package, each with one request, and takes the time from the start of the process to the end of the
 * answer. The stand-in for Lambda and the emulators share the machine with it; unpacking is not in it.
 */
public final class ColdStart {
    private static final Duration END = Duration.ofSeconds(5);

    private ColdStart() {}

    /** One first answer. */
    record Sample(Duration time, CopyMemory memory) {}

    /**
     * @param packaged a zip, or it unpacked
     * @param runs how many copies for each kind of request
     * @param unpacked an empty folder; the caller removes it
     * @param output told every line that the functions write
     * @throws BenchFailedException if a copy does not answer as it should
     */
    public static ColdStartReport run(Path packaged, int runs, Path unpacked, Consumer<String> output)
            throws IOException {
        SecureRandom random = new SecureRandom();
        SigningKey administrator = SigningKey.generate(random);
        Path task = LambdaPackage.open(packaged, unpacked);
        try (LambdaDeployment deployment = LambdaDeployment.open(task, administrator, Map.of(), output);
                Http http = new Http(deployment.url())) {
            RemoteStore store =
                    BenchTenant.register(http, administrator, random).asReader("main");
            List<Sample> info = new ArrayList<>();
            List<Sample> read = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                info.add(sample(
                        deployment,
                        () -> http.get(new Call("/.well-known/mindoodb-server-info", "", new Latencies()))));
                read.add(sample(deployment, store::head));
            }
            return new ColdStartReport(packaged.getFileName().toString(), info, read);
        }
    }

    private static Sample sample(LambdaDeployment deployment, Supplier<?> request) {
        deployment.sync().terminateFree(END);
        Object answer = request.get();
        CopyReport copy = deployment.sync().copies().getLast();
        if (copy.answers() != 1 || copy.memory().isEmpty()) {
            throw new BenchFailedException("copy " + copy.number() + " is not a new one, or gone, after " + answer);
        }
        return new Sample(copy.firstAnswer().orElseThrow(), copy.memory().get());
    }
}
