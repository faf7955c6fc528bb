package io.blindhop.functions.observe;

import io.blindhop.functions.cost.Cost;
import io.blindhop.functions.cost.Tariff;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;

/**
 * Lines for people: {@code POST /:tenantId/sync/:kind/getEntries 200 18234 bytes 12 ms}, {@code … 200 cut …}; where costs are told
 * {@code … 12 ms 1.358 µUSD}.
 */
public final class TextLines implements RequestObserver {
    private static final System.Logger LOG = System.getLogger(TextLines.class.getName());

    private final Optional<Tariff> told;

    /** Without costs. */
    public TextLines() {
        this(Optional.empty());
    }

    /** @param told what requests are priced with; empty for no costs */
    public TextLines(Optional<Tariff> told) {
        this.told = told;
    }

    @Override
    public void ended(RequestReport report) {
        LOG.log(
                Level.INFO,
                () -> report.operation() + " " + report.status() + (report.cut() ? " cut " : " ") + report.bytesOut()
                        + " bytes " + report.durationMillis() + " ms" + cost(report));
    }

    private String cost(RequestReport report) {
        return told.map(tariff -> String.format(
                        Locale.ROOT,
                        " %.3f µUSD",
                        Cost.rounded(report.cost(tariff).sum())))
                .orElse("");
    }
}
