package io.blindhop.functions.lambda.scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MaintenanceActionTest {
    private static MaintenanceAction of(String action) {
        return MaintenanceAction.of(new MaintenanceEvent(action));
    }

    @Test
    void anEventOfAScheduleIsASweep() {
        assertThat(of(null)).isEqualTo(MaintenanceAction.SWEEP);
        assertThat(of("")).isEqualTo(MaintenanceAction.SWEEP);
    }

    @Test
    void actionsAreNamedByTheirText() {
        assertThat(of("sweep")).isEqualTo(MaintenanceAction.SWEEP);
        assertThat(of("initialise")).isEqualTo(MaintenanceAction.INITIALISE);
        assertThat(of("rotate-token-secret")).isEqualTo(MaintenanceAction.ROTATE_TOKEN_SECRET);
        assertThat(of("rotate-origin-key")).isEqualTo(MaintenanceAction.ROTATE_ORIGIN_KEY);
    }

    @Test
    void anyOtherActionIsRefusedByTheNamesOfAll() {
        assertThatThrownBy(() -> of("Sweep\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The action is none of sweep, initialise, rotate-token-secret, rotate-origin-key");
    }
}
