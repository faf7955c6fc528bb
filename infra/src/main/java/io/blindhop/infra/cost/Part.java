package io.blindhop.infra.cost;

import io.blindhop.functions.cost.PriceTable;
import java.util.List;

/** Lines of a bill that belong together. */
record Part(String title, List<Line> lines) {
    /** Without lines of which there are none. */
    Part {
        lines = lines.stream().filter(line -> line.count() > 0).toList();
    }

    double usd(PriceTable prices) {
        return lines.stream()
                .mapToDouble(line -> prices.usd(line.price(), line.count()))
                .sum();
    }
}
