package io.blindhop.functions.replica;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run did.
 *
 * @param pulled entries that are new here
 * @param pushed entries that are new there
 * @param refused entries that one side has and the other does not take
 * @param complete whether nothing was left to do when each store was looked at
 * @param unreachable whether the run ended because the other node could not be asked
 * @param problems stores that could not be exchanged, in words for an operator
 */
public record SyncReport(
        int pulled, int pushed, int refused, boolean complete, boolean unreachable, List<String> problems) {
    static final SyncReport NOTHING = new SyncReport(0, 0, 0, true, false, List.of());

    public SyncReport {
        problems = List.copyOf(problems);
    }

    SyncReport and(SyncReport other) {
        List<String> all = new ArrayList<>(problems);
        all.addAll(other.problems);
        return new SyncReport(
                pulled + other.pulled,
                pushed + other.pushed,
                refused + other.refused,
                complete && other.complete,
                unreachable || other.unreachable,
                all);
    }

    static SyncReport ofPull(Progress progress) {
        return new SyncReport(progress.carried(), 0, progress.refused(), progress.complete(), false, List.of());
    }

    static SyncReport ofPush(Progress progress) {
        return new SyncReport(0, progress.carried(), progress.refused(), progress.complete(), false, List.of());
    }

    static SyncReport problem(String what, boolean unreachable) {
        return new SyncReport(0, 0, 0, false, unreachable, List.of(what));
    }

    public boolean foundWork() {
        return pulled + pushed + refused > 0 || !problems.isEmpty();
    }

    /** Whether every store was exchanged, entries that were refused aside. */
    public boolean succeeded() {
        return problems.isEmpty();
    }

    /** One line for people. */
    public String text() {
        String figures = "pulled " + pulled + ", pushed " + pushed + ", refused " + refused;
        String rest = complete || !problems.isEmpty() ? "" : "; there is more, which the next run brings";
        return figures + rest + (problems.isEmpty() ? "" : "; " + String.join("; ", problems));
    }
}
