package io.blindhop.functions.lambda.scheduled;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.blindhop.functions.lambda.node.AwsNode;
import io.blindhop.functions.lambda.runtime.InvocationDeadline;
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
    private final InvocationDeadline deadline;

    public MaintenanceFunction(AwsNode node, InvocationDeadline deadline) {
        this.node = node;
        this.deadline = deadline;
    }

    @Override
    public MaintenanceResult handleRequest(MaintenanceEvent event, Context context) {
        Clock clock = Clock.systemUTC();
        deadline.begin(clock.instant().plusMillis(context.getRemainingTimeInMillis()));
        String action = event.meaning();
        return switch (action) {
            case MaintenanceEvent.SWEEP ->
                MaintenanceResult.of(node.maintenance().run());
            case MaintenanceEvent.INITIALISE ->
                MaintenanceResult.ofSecrets(action, node.secrets().initialise(clock, new SecureRandom()));
            case MaintenanceEvent.ROTATE -> {
                node.secrets().rotateTokenSecret(clock, new SecureRandom());
                yield MaintenanceResult.ofSecrets(action, true);
            }
            default ->
                throw new IllegalArgumentException("The action is none of " + MaintenanceEvent.SWEEP + ", "
                        + MaintenanceEvent.INITIALISE + ", " + MaintenanceEvent.ROTATE);
        };
    }
}
