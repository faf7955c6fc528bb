package io.blindhop.infra.bench.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A logarithmic axis that begins and ends at a mark. Marks are at 1, 2 and 5 times the powers of ten. */
record Axis(double from, double to) {
    private static final double[] STEPS = {1, 2, 5};

    static Axis over(DoubleStream values) {
        var summary = values.summaryStatistics();
        double from = lastAtMost(summary.getMin());
        double to = firstAtLeast(summary.getMax());
        return new Axis(from, to > from ? to : next(from));
    }

    private static double lastAtMost(double value) {
        double mark = Math.pow(10, Math.floor(Math.log10(value)));
        double last = mark;
        for (double step : STEPS) {
            last = step * mark <= value * (1 + 1e-9) ? step * mark : last;
        }
        return last;
    }

    private static double firstAtLeast(double value) {
        double mark = lastAtMost(value);
        return mark >= value * (1 - 1e-9) ? mark : next(mark);
    }

    private static double next(double mark) {
        double power = Math.pow(10, Math.floor(Math.log10(mark * (1 + 1e-9))));
        double step = mark / power;
        return step < 1.5 ? 2 * power : step < 3.5 ? 5 * power : 10 * power;
    }

    /** 0 at the beginning, 1 at the end. */
    double position(double value) {
        return Math.log(value / from) / Math.log(to / from);
    }

    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        for (double mark = from; mark <= to * (1 + 1e-9); mark = next(mark)) {
            marks.add(mark);
        }
        return marks;
    }

    static String text(double mark) {
        if (mark >= 1e6) {
            return String.format(Locale.ROOT, "%.0fM", mark / 1e6);
        }
        if (mark >= 1e4) {
            return String.format(Locale.ROOT, "%.0fk", mark / 1e3);
        }
        if (mark >= 1) {
            return String.format(Locale.ROOT, "%.0f", mark);
        }
        return String.format(Locale.ROOT, "%.1g", mark).replaceAll("0+$", "");
    }
}
