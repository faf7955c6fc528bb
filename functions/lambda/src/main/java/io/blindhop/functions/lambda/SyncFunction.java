package io.blindhop.functions.lambda;

import io.blindhop.functions.cost.Tariff;
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
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The function behind the URL. It has a loop of its own, because Quarkus' knows no streamed answers, and starts nothing else:
 * what Quarkus brings up for the other functions would only delay the first answer.
 */
final class SyncFunction {
    static final String HANDLER = "sync";

    private static final System.Logger LOG = System.getLogger(SyncFunction.class.getName());

    private final Map<String, String> environment;
    private final InvocationDeadline deadline = new InvocationDeadline(Clock.systemUTC());

    SyncFunction(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Answers until the platform ends this process, or cannot be reached; what went wrong is in the log then. */
    void run() {
        FunctionLogs.start();
        try (RuntimeApi api = new RuntimeApi(platform())) {
            HttpHandler node = node(api);
            try (SyncLoop loop = new SyncLoop(api, deadline, node)) {
                loop.run();
            }
        } catch (InvalidSettingsException e) {
            LOG.log(Level.ERROR, e.getMessage());
        } catch (IOException e) {
            LOG.log(Level.ERROR, "The platform cannot be reached", e);
        }
    }

    private String platform() {
        String address = environment.getOrDefault("AWS_LAMBDA_RUNTIME_API", "");
        if (address.isEmpty()) {
            throw new InvalidSettingsException(
                    List.of("AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda, or by"
                            + " ./blindhop lambda"));
        }
        return address;
    }

    private HttpHandler node(RuntimeApi api) throws IOException {
        try {
            AwsNode node = AwsNode.open(environment, deadline);
            JsonLines lines = new JsonLines(
                    LineSink.to(System.out),
                    environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", HANDLER),
                    Tariff.of(environment));
            return new LateNode(() -> node.handler(lines));
        } catch (InvalidSettingsException e) {
            api.failToStart(new Failure("Blindhop.InvalidSettings", e.getMessage()));
            throw e;
        }
    }
}
