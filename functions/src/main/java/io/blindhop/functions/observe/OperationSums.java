package io.blindhop.functions.observe;

import io.blindhop.functions.cost.Tariff;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Adds up what requests consumed, by operation. For any thread. There are no more operations than routes have methods. */
public final class OperationSums implements RequestObserver {
    private final Tariff tariff;
    private final Map<String, OperationSum> sums = new ConcurrentHashMap<>();

    public OperationSums(Tariff tariff) {
        this.tariff = tariff;
    }

    @Override
    public void ended(RequestReport report) {
        sums.merge(report.operation(), OperationSum.of(report, tariff), OperationSum::plus);
    }

    /** Since this was made, the dearest first. */
    public List<OperationSum> reading() {
        return sums.values().stream().sorted(DEAREST_FIRST).toList();
    }

    private static final Comparator<OperationSum> DEAREST_FIRST =
            Comparator.comparingDouble((OperationSum sum) -> -sum.cost().sum()).thenComparing(OperationSum::operation);

    /** What came between two readings, without operations that did not. */
    public static List<OperationSum> between(List<OperationSum> before, List<OperationSum> after) {
        Map<String, OperationSum> known = new ConcurrentHashMap<>();
        before.forEach(sum -> known.put(sum.operation(), sum));
        return after.stream()
                .map(sum -> known.containsKey(sum.operation())
                        ? sum.minus(Objects.requireNonNull(known.get(sum.operation())))
                        : sum)
                .filter(sum -> sum.requests() > 0)
                .sorted(DEAREST_FIRST)
                .toList();
    }
}
