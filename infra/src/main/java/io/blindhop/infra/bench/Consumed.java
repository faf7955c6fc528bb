package io.blindhop.infra.bench;

import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.infra.cost.Count;
import java.util.List;
import java.util.stream.Stream;

/**
 * What some work took.
 *
 * @param nanos from its beginning to its end
 * @param all that was consumed meanwhile, also by maintenance beside it
 * @param operations what its requests consumed
 */
public record Consumed(long nanos, Usage all, List<OperationSum> operations) {
    public static final Consumed NOTHING = new Consumed(0, Usage.NONE, List.of());

    private static final double NANOS_PER_SECOND = 1e9;

    public double seconds() {
        return nanos / NANOS_PER_SECOND;
    }

    /** Of the requests alone. */
    public Usage usage() {
        return operations.stream().map(OperationSum::usage).reduce(Usage.NONE, Usage::plus);
    }

    public long requests() {
        return operations.stream().mapToLong(OperationSum::requests).sum();
    }

    /** The requests alone, with the entries in them. */
    public Count count(double entries) {
        double sent = operations.stream().mapToDouble(OperationSum::bytesOut).sum();
        return Count.of(usage()).answering((double) requests(), entries, sent, 0);
    }

    /** Both, one after the other. */
    public Consumed then(Consumed next) {
        List<OperationSum> both =
                Stream.concat(operations.stream(), next.operations.stream()).toList();
        return new Consumed(nanos + next.nanos, all.plus(next.all), both);
    }
}
