package io.blindhop.functions.lambda.scheduled;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the maintenance function can be asked for. */
enum MaintenanceAction {
    /** What is due. */
    SWEEP,
    /** Makes the secrets that do not exist yet. */
    INITIALISE,
    /** Puts a new secret for tokens in front of those there are. */
    ROTATE_TOKEN_SECRET,
    /** Makes a new key by which CloudFront proves itself; a later sweep hands it to CloudFront. */
    ROTATE_ORIGIN_KEY;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if the event names an action that is none of these */
    static MaintenanceAction of(MaintenanceEvent event) {
        if (event.action() == null || event.action().isBlank()) {
            return SWEEP;
        }
        return Arrays.stream(values())
                .filter(action -> action.text().equals(event.action()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The action is none of "
                        + Arrays.stream(values()).map(MaintenanceAction::text).collect(Collectors.joining(", "))));
    }
}
