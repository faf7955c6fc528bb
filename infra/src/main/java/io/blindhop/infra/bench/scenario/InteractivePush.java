package io.blindhop.infra.bench.scenario;

import io.blindhop.functions.cost.Usage;
import io.blindhop.infra.bench.Bound;
import io.blindhop.infra.bench.Consumed;
import io.blindhop.infra.bench.Deployment;
import io.blindhop.infra.bench.Deployment.Services;
import io.blindhop.infra.bench.Latencies;
import io.blindhop.infra.bench.RemoteStore;
import io.blindhop.infra.cost.Count;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.store.dynamo.tenant.UsageMaintenance;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** One entry at a time, as somebody writes; where it is counted, with notify and with what maintenance does for it later. */
final class InteractivePush implements Scenario {
    private static final double USD = 3.00;
    /** Enough for what is done for many pushes together to be counted with them. */
    private static final int COUNTED = 400;

    private static final int TIMED = 100;
    private static final int WARM_UP = 10;
    private static final Duration SCHEDULE = Duration.ofMinutes(15);
    /** In so many runs maintenance does everything that it does now and then. */
    private static final int RUNS = Math.toIntExact(UsageMaintenance.EVERY.dividedBy(SCHEDULE));

    @Override
    public String name() {
        return "interactive-push";
    }

    @Override
    public Sizes sizes() {
        return UsualSizes.LARGE;
    }

    @Override
    public void run(TestBed bed, OptionalLong size, Sheet sheet) {
        Deployment deployment = bed.deployment();
        String dbId = bed.grown(size.orElseThrow()).dbId();
        boolean counted = deployment.kind() == Services.COUNTING;
        int pushes = counted ? COUNTED : TIMED;
        push(deployment.tenant().asWriter(dbId), bed.entries(WARM_UP));
        Count ofNothing = counted ? settled(deployment) : Count.NONE;
        // Its token is as old as maintenance took.
        Latencies latencies = new Latencies();
        RemoteStore writer = deployment.tenant().asWriter(dbId).timedBy(latencies);
        List<ArrivedEntry> edits = bed.entries(pushes);
        Consumed consumed = deployment.measured(() -> push(writer, edits));
        Sheet.Part part = sheet.part("one entry a push", "push")
                .speed(consumed, pushes)
                .times(latencies, "putEntriesBinary")
                .costs(consumed, pushes, pushes);
        if (counted) {
            Count notified = Count.of(deployment.tellOfChange(dbId)).answering(1, 0, 0, 0);
            Count later = maintained(deployment).minus(ofNothing).times(1.0 / pushes);
            Count each = consumed.count(pushes).times(1.0 / pushes);
            double whole = Bill.push(each, notified, later);
            part.set(Figure.WHOLE_USD, whole)
                    .bound(new Bound("USD for a million pushes, with all they cause", whole, USD));
        }
    }

    private static void push(RemoteStore writer, List<ArrivedEntry> entries) {
        entries.forEach(entry -> writer.push(List.of(entry)));
    }

    /** What maintenance consumes that has nothing left to do. */
    private static Count settled(Deployment deployment) {
        maintained(deployment);
        maintained(deployment);
        return maintained(deployment);
    }

    private static Count maintained(Deployment deployment) {
        Usage sum = Usage.NONE;
        for (int i = 0; i < RUNS; i++) {
            sum = sum.plus(deployment.maintain(SCHEDULE));
        }
        return Count.of(sum);
    }
}
