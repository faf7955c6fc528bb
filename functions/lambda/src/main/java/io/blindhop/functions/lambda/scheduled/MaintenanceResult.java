package io.blindhop.functions.lambda.scheduled;

import io.blindhop.functions.maintenance.NodeMaintenance;
import java.util.Map;

/** What was done, as the invoker sees it. */
public record MaintenanceResult(
        String action,
        boolean secretsMade,
        int putsFinished,
        int putsCleared,
        int documentsPurged,
        int objectsDeleted,
        int tenantsRemoved,
        int usageCorrected) {
    static MaintenanceResult ofSecrets(MaintenanceAction action, boolean made) {
        return new MaintenanceResult(action.text(), made, 0, 0, 0, 0, 0, 0);
    }

    static MaintenanceResult of(NodeMaintenance.Report report) {
        return new MaintenanceResult(
                MaintenanceAction.SWEEP.text(),
                false,
                report.stores().finished(),
                report.stores().collected(),
                report.stores().purged(),
                report.stores().deleted(),
                report.tenantsRemoved(),
                report.usageCorrected());
    }

    /** As metrics of the run. */
    Map<String, Long> figures() {
        return Map.of(
                "PutsFinished", (long) putsFinished,
                "PutsCleared", (long) putsCleared,
                "DocumentsPurged", (long) documentsPurged,
                "ObjectsDeleted", (long) objectsDeleted,
                "TenantsRemoved", (long) tenantsRemoved,
                "UsageCorrected", (long) usageCorrected);
    }
}
