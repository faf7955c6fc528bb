package io.blindhop.infra.cli;

import io.blindhop.infra.lambda.CopyChoice;
import io.blindhop.infra.lambda.FunctionUrl;
import io.blindhop.infra.lambda.LambdaFunction;
import io.blindhop.infra.lambda.LambdaOptions;
import io.blindhop.infra.lambda.LambdaPackage;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a package as Lambda does, behind a function URL on this machine. */
@Command(
        name = "lambda",
        description = "Runs a Lambda package behind a function URL on this machine (Linux), until SIGTERM or Ctrl-C.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "The function gets the variables BLINDHOP_… and AWS_… of this command, for example",
            "AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL_S3; what it prints goes to standard error.",
            "With --emulated there is nothing to set but BLINDHOP_SYSTEM_CONFIG_JSON, which says who may use",
            "/system/*: table, bucket and secrets are new, and gone with the command. The package is also the function",
            "behind a WebSocket API for signaling, and hears of changes by the table's stream. DynamoDB Local is a test",
            "dependency whose licence asks its user for an AWS account; it runs from a source tree only.",
            "Exit codes: 1 cannot start, 2 wrong option, 143 ended by SIGTERM, 130 by Ctrl-C."
        })
final class LambdaCommand implements Callable<Integer> {
    private static final Duration INIT_TIMEOUT = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Option(names = "--package", required = true, paramLabel = "PATH", description = "The zip, or it unpacked.")
    private Path packaged;

    @Option(
            names = "--handler",
            paramLabel = "NAME",
            defaultValue = "sync",
            description = "What the bootstrap is to be (_HANDLER), sync by default.")
    private String handler;

    @Option(
            names = "--copies",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many may run at once, 2 by default.")
    private int copies;

    @Option(names = "--emulated", description = "On DynamoDB Local, s3proxy and secrets of its own, all in memory.")
    private boolean emulated;

    @Option(names = "--alternate", description = "Requests go to all copies in turn.")
    private boolean alternate;

    @Option(
            names = "--memory",
            paramLabel = "MB",
            defaultValue = "512",
            description = "What the function is told it has, 512 by default.")
    private int memory;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "60",
            description = "Seconds for one invocation, 60 by default.")
    private int timeout;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "8080 by default; 0 for a free one.")
    private int port;

    @Option(
            names = "--signaling-port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of the WebSocket API with --emulated; a free one by default.")
    private int signalingPort;

    @Option(names = "--host", paramLabel = "H", defaultValue = "127.0.0.1", description = "127.0.0.1 by default.")
    private String host;

    @Override
    public Integer call() throws Exception {
        TemporaryFolder unpacked = TemporaryFolder.create("blindhop-lambda");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(unpacked), "remove"));
        LambdaOptions options = options(LambdaPackage.open(packaged, unpacked.path()));
        if (emulated) {
            try (EmulatedDeployment deployment = EmulatedDeployment.open(options, host, signalingPort)) {
                serve(deployment.options(), Optional.of(deployment.signaling()));
            }
        } else {
            serve(options, Optional.empty());
        }
        return 0;
    }

    private void serve(LambdaOptions options, Optional<URI> signaling) throws IOException, InterruptedException {
        try (LambdaFunction function = LambdaFunction.deploy(options, InstantSource.system());
                FunctionUrl url = FunctionUrl.open(function, host, port)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("  URL            " + url.url());
            signaling.ifPresent(there -> out.println("  Signaling      " + there));
            out.flush();
            new CountDownLatch(1).await();
        }
    }

    private LambdaOptions options(Path task) {
        Map<String, String> passedOn = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("BLINDHOP_")
                        || variable.getKey().startsWith("AWS_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        PrintWriter err = spec.commandLine().getErr();
        try {
            return LambdaOptions.of(task, handler)
                    .withCopies(copies, alternate ? CopyChoice.ALTERNATE : CopyChoice.MOST_RECENT)
                    .withTimeouts(Duration.ofSeconds(timeout), INIT_TIMEOUT)
                    .withMemory(memory)
                    .withEnvironment(passedOn)
                    .withOutput(line -> {
                        err.println(line);
                        err.flush();
                    });
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static void remove(TemporaryFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            System.getLogger(LambdaCommand.class.getName())
                    .log(System.Logger.Level.WARNING, folder.path() + " could not be removed", e);
        }
    }
}
