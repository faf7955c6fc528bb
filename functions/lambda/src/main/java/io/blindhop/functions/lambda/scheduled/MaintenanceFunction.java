package io.blindhop.functions.lambda.scheduled;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.blindhop.functions.lambda.FunctionRuns;
import io.blindhop.functions.lambda.node.AwsNode;
import io.blindhop.functions.maintenance.NodeMaintenance;
import jakarta.inject.Named;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Maintenance, called by a schedule; and, invoked by hand, by another schedule or at the deployment, the first secrets and
 * their rotation. An action that is not known fails the invocation and does nothing.
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
            case SWEEP -> {
                NodeMaintenance.Report report = node.maintenance().run();
                node.originKeys().ifPresent(keys -> keys.publish(clock));
                yield MaintenanceResult.of(report);
            }
            case INITIALISE -> {
                boolean made = node.secrets().initialise(clock, random);
                made |= node.originKeys()
                        .map(keys -> keys.initialise(clock, random))
                        .orElse(false);
                yield MaintenanceResult.ofSecrets(action, made);
            }
            case ROTATE_TOKEN_SECRET -> {
                node.secrets().rotateTokenSecret(clock, random);
                yield MaintenanceResult.ofSecrets(action, true);
            }
            case ROTATE_ORIGIN_KEY -> {
                node.originKeys()
                        .orElseThrow(() -> new IllegalStateException("There is no CloudFront in front of this node"))
                        .rotate(clock, random);
                yield MaintenanceResult.ofSecrets(action, true);
            }
        };
    }
}
