package io.blindhop.functions.lambda;

import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.lambda.logs.FunctionLogs;
import io.blindhop.functions.lambda.node.AwsNode;
import io.blindhop.functions.lambda.node.LateNode;
import io.blindhop.functions.lambda.runtime.Failure;
import io.blindhop.functions.lambda.runtime.InvocationDeadline;
import io.blindhop.functions.lambda.runtime.RuntimeApi;
import io.blindhop.functions.lambda.runtime.SyncLoop;
import io.blindhop.functions.observe.JsonLines;
import io.blindhop.functions.observe.LineSink;
import io.blindhop.functions.settings.InvalidSettingsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/**
 * Where every function of the package begins; the handler that is configured for it says which one it is.
 *
 * <p>{@code sync} has a loop of its own, because Quarkus' knows no streamed answers, and starts nothing else: what Quarkus
 * brings up for the other functions would only delay the first answer.
 */
@QuarkusMain
public final class Main {
    private static final String SYNC = "sync";

    private Main() {}

    public static void main(String... args) throws IOException {
        Map<String, String> environment = System.getenv();
        if (SYNC.equals(environment.get("_HANDLER"))) {
            sync(environment);
        } else {
            Quarkus.run(QuarkusFunctions.class, args);
        }
    }

    private static void sync(Map<String, String> environment) throws IOException {
        FunctionLogs.start();
        InvocationDeadline deadline = new InvocationDeadline(Clock.systemUTC());
        try (RuntimeApi api = new RuntimeApi(environment.get("AWS_LAMBDA_RUNTIME_API"))) {
            HttpHandler node = node(environment, deadline, api);
            try (SyncLoop loop = new SyncLoop(api, deadline, node)) {
                loop.run();
            }
        }
    }

    private static HttpHandler node(Map<String, String> environment, InvocationDeadline deadline, RuntimeApi api)
            throws IOException {
        try {
            AwsNode node = AwsNode.open(environment, deadline);
            JsonLines lines =
                    new JsonLines(LineSink.to(System.out), environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", SYNC));
            return new LateNode(() -> node.endpoints(lines).handler());
        } catch (InvalidSettingsException e) {
            api.failToStart(new Failure("Blindhop.InvalidSettings", e.getMessage()));
            throw e;
        }
    }
}
