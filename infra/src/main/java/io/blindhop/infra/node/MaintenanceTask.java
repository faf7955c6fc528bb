package io.blindhop.infra.node;

import io.blindhop.store.dynamo.deletion.TenantPurge;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.Maintenance;
import io.blindhop.store.dynamo.tenant.UsageMaintenance;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs maintenance in the background of the local server, soon after the start and then every minute. */
final class MaintenanceTask implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MaintenanceTask.class.getName());
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int REMOVED_AT_ONCE = 100_000;
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("maintenance").daemon().factory());

    private MaintenanceTask() {}

    static MaintenanceTask start(LogContext storage, TenantPurge purge, UsageMaintenance usage) {
        MaintenanceTask task = new MaintenanceTask();
        Maintenance maintenance = new Maintenance(storage);
        var _ = task.executor.scheduleWithFixedDelay(
                () -> task.run(maintenance, purge, usage), FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return task;
    }

    private void run(Maintenance maintenance, TenantPurge purge, UsageMaintenance usage) {
        try {
            Maintenance.Report report = maintenance.run();
            if (report.foundWork()) {
                LOG.log(
                        Level.INFO,
                        "Maintenance finished {0} puts, cleared away {1}, purged {2} documents, deleted {3} objects",
                        report.finished(),
                        report.collected(),
                        report.purged(),
                        report.deleted());
            }
            int gone = purge.run(REMOVED_AT_ONCE);
            if (gone > 0) {
                LOG.log(Level.INFO, "Maintenance removed {0} deleted tenants", gone);
            }
            int corrected = usage.run();
            if (corrected > 0) {
                LOG.log(Level.INFO, "Maintenance corrected the usage of {0} tenants", corrected);
            }
        } catch (RuntimeException e) {
            // The next run finds what this one did not finish; an exception would end the schedule.
            LOG.log(Level.WARNING, "Maintenance failed and will run again", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "Maintenance did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
