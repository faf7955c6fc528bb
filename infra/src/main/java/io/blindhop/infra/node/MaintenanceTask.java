package io.blindhop.infra.node;

import io.blindhop.functions.maintenance.NodeMaintenance;
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
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("maintenance").daemon().factory());

    private MaintenanceTask() {}

    static MaintenanceTask start(NodeMaintenance maintenance) {
        MaintenanceTask task = new MaintenanceTask();
        var _ = task.executor.scheduleWithFixedDelay(
                () -> run(maintenance), FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return task;
    }

    private static void run(NodeMaintenance maintenance) {
        try {
            NodeMaintenance.Report report = maintenance.run();
            if (report.foundWork()) {
                LOG.log(
                        Level.INFO,
                        "Maintenance finished {0} puts, cleared away {1}, purged {2} documents, deleted {3} objects,"
                                + " removed {4} deleted tenants, corrected the usage of {5} tenants",
                        report.stores().finished(),
                        report.stores().collected(),
                        report.stores().purged(),
                        report.stores().deleted(),
                        report.tenantsRemoved(),
                        report.usageCorrected());
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
