package io.blindhop.infra.bench.scenario;

import io.blindhop.functions.cost.Price;
import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.Tariff;
import io.blindhop.infra.cost.Around;
import io.blindhop.infra.cost.Count;
import io.blindhop.infra.cost.Counts;
import io.blindhop.infra.cost.Estimate;
import io.blindhop.infra.cost.FunctionTime;
import io.blindhop.infra.cost.Load;
import io.blindhop.infra.cost.Step;
import java.util.Map;

/** USD for a million of what is counted, with the times of functions that {@code blindhop cost} assumes. */
final class Bill {
    private static final double MILLION = 1e6;
    private static final Tariff TARIFF = new Tariff(PriceTable.usEast1(), Tariff.MEMORY_MEGABYTES);
    private static final FunctionTime TIME = FunctionTime.assumed(Tariff.MEMORY_MEGABYTES);
    private static final Around ALONE = new Around(false, false, 0);
    private static final Counts.Stored NOT_ASKED = new Counts.Stored(0, 0);

    private Bill() {}

    /** Requests to functions and their time. */
    static double functions(Count each) {
        return MILLION
                * (TARIFF.prices().usd(Price.FUNCTION_REQUEST, each.requests())
                        + TARIFF.prices()
                                .usd(Price.FUNCTION_GIGABYTE_SECOND, TARIFF.gigabyteSeconds(TIME.millis(each))));
    }

    /** Pushes of one entry with all that they cause; logs and transfer are not in it. */
    static double push(Count push, Count notified, Count maintained) {
        Map<Step, Count> steps =
                Map.of(Step.PUSH_ONE, push, Step.NOTIFY, notified, Step.MAINTENANCE_OF_EDIT, maintained);
        Counts counts = new Counts(steps, NOT_ASKED, NOT_ASKED, 0);
        return new Estimate(Load.DEFAULT, counts, TARIFF, TIME, ALONE).usdOfAMillion(Step.PUSH_ONE);
    }
}
