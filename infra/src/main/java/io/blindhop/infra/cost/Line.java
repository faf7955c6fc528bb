package io.blindhop.infra.cost;

import io.blindhop.functions.cost.Price;
import java.util.Locale;

/** So many of something that a bill counts; rounded as it is printed, so that everybody can work the price out again. */
record Line(double count, String what, Price price) {
    private static final double SMALL = 100;

    Line {
        count = count < SMALL ? Math.round(count * 100) / 100.0 : (double) Math.round(count);
    }

    /** {@code 2,922}; {@code 0.31}. */
    String countText() {
        return String.format(Locale.ROOT, count == Math.rint(count) ? "%,.0f" : "%.2f", count);
    }
}
