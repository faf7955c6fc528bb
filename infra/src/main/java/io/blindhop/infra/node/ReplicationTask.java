package io.blindhop.infra.node;

import io.blindhop.functions.hop.Arrivals;
import io.blindhop.functions.replica.Replication;
import io.blindhop.functions.replica.SyncReport;
import io.blindhop.protocol.store.TimeLeft;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Exchanges entries with other nodes in the background of the local server: with each when it is due, and what was pushed to
 * a store-and-forward hop at once.
 */
final class ReplicationTask implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReplicationTask.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Replication replication;
    private final Arrivals arrivals;
    private final Thread thread;

    private ReplicationTask(Replication replication, Arrivals arrivals) {
        this.replication = replication;
        this.arrivals = arrivals;
        this.thread = Thread.ofPlatform().name("replication").daemon().unstarted(this::run);
    }

    static ReplicationTask start(Replication replication, Arrivals arrivals) {
        ReplicationTask task = new ReplicationTask(replication, arrivals);
        task.thread.start();
        return task;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                for (Arrivals.Database pushed : arrivals.take(LOOK)) {
                    log(replication.run(pushed.tenant(), pushed.dbId(), TimeLeft.UNLIMITED));
                }
                log(replication.run(TimeLeft.UNLIMITED));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                // The marks say where the next run goes on.
                LOG.log(Level.WARNING, "The exchange with other nodes failed and will run again", e);
            }
        }
    }

    private static void log(SyncReport report) {
        if (report.foundWork()) {
            LOG.log(Level.INFO, "Exchanged entries with other nodes: {0}", report.text());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (!thread.join(STOP)) {
                LOG.log(Level.WARNING, "The exchange with other nodes did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
