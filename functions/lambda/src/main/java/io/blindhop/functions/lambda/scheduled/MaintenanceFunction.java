package io.blindhop.functions.lambda.scheduled;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.blindhop.functions.lambda.FunctionRuns;
import io.blindhop.functions.lambda.node.AwsNode;
import jakarta.inject.Named;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Maintenance, called by a schedule; and, invoked by hand or at the deployment, the first secrets and the rotation of the
 * token secret. An action that is not known fails the invocation and does nothing.
 */
@Named("maintenance")
public class MaintenanceFunction implements RequestHandler<MaintenanceEvent, MaintenanceResult> {
    private final AwsNode node;
    private final FunctionRuns runs;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    public MaintenanceFunction(AwsNode node, FunctionRuns runs) {
        this.node = node;
        this.runs = runs;
    }

    @Override
    public MaintenanceResult handleRequest(MaintenanceEvent event, Context context) {
        MaintenanceAction action = MaintenanceAction.of(event);
        return runs.run(action.text(), context, MaintenanceResult::figures, () -> result(action));
    }

    private MaintenanceResult result(MaintenanceAction action) {
        return switch (action) {
            case SWEEP -> MaintenanceResult.of(node.maintenance().run());
            case INITIALISE ->
                MaintenanceResult.ofSecrets(action, node.secrets().initialise(clock, random));
            case ROTATE_TOKEN_SECRET -> {
                node.secrets().rotateTokenSecret(clock, random);
                yield MaintenanceResult.ofSecrets(action, true);
            }
        };
    }
}
