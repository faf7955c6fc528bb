package io.blindhop.functions.observe;

import java.lang.System.Logger.Level;

/** Lines for people: {@code POST /:tenantId/sync/:kind/getEntries 200 18234 bytes 12 ms}, {@code … 200 cut …}. */
public final class TextLines implements RequestObserver {
    private static final System.Logger LOG = System.getLogger(TextLines.class.getName());

    @Override
    public void ended(RequestReport report) {
        LOG.log(
                Level.INFO,
                () -> report.operation() + " " + report.status() + (report.cut() ? " cut " : " ") + report.bytesOut()
                        + " bytes " + report.durationMillis() + " ms");
    }
}
