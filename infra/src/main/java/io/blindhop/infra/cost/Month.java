package io.blindhop.infra.cost;

import java.util.EnumMap;
import java.util.Map;

/** How often each step is done in a month under a load. */
record Month(Map<Step, Double> times, double edits, double pulledEntries) {
    static final double HOURS = 730.5;
    /** As maintenance is scheduled ({@code terraform/modules/region}). */
    static final double RUNS = 4 * HOURS;

    private static final double DAYS = HOURS / 24;
    /** A token lasts an hour, so that a device which syncs more often than that logs in less often than it syncs. */
    private static final double LOGINS_OF_A_DAY = 24;

    private static final double BATCH = 250;
    private static final double PAGE = 1000;
    /** Of the pushes and pulls that were counted. */
    private static final double ATTACHMENT_BYTES = 12 * 256 * 1024;

    static Month of(Load load) {
        double edits = load.users() * (double) load.edits() * DAYS;
        double syncs = load.allDevices() * load.syncs() * DAYS;
        double sessions = load.allDevices() * Math.min(load.syncs(), LOGINS_OF_A_DAY) * DAYS;
        double pulled = edits * load.readers();
        // A sync of a database finds everything that came since the last one, or nothing.
        double finds = Math.min(pulled, syncs * load.databases());
        double fresh = load.newDevices() * load.entries() * load.share();
        double attachments = load.users() * (double) load.attachmentMegabytes() * 1e6 / ATTACHMENT_BYTES;
        Map<Step, Double> times = new EnumMap<>(Step.class);
        times.put(Step.LOGIN, sessions);
        times.put(Step.CAPABILITIES, sessions * load.databases());
        // The directory is asked too; and a push begins with a question.
        times.put(Step.HEAD, syncs * (load.databases() + 1) + edits);
        times.put(Step.BLOOM, edits);
        times.put(Step.PUSH_ONE, edits);
        times.put(Step.SCAN, finds);
        times.put(Step.PULL_ONE, finds);
        times.put(Step.PULL_MORE, pulled - finds);
        times.put(Step.SCAN_PAGE, fresh / PAGE);
        times.put(Step.PULL_BATCH, fresh / BATCH);
        times.put(Step.ATTACHMENT_PUSH, attachments);
        times.put(Step.ATTACHMENT_PULL, attachments * load.readers());
        times.put(Step.MAINTENANCE_OF_EDIT, edits);
        return new Month(times, edits, pulled + fresh);
    }

    /** Everything that clients do, in one sum. */
    Count sum(Counts counts) {
        return times.entrySet().stream()
                .map(step -> counts.of(step.getKey()).times(step.getValue()))
                .reduce(Count.NONE, Count::plus);
    }
}
