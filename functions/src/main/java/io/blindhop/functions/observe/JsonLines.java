package io.blindhop.functions.observe;

import io.blindhop.functions.cost.Tariff;
import io.blindhop.protocol.TenantId;

/**
 * One JSON object per request: members in lower case are for reading, those in upper case are metrics and their dimensions.
 *
 * <p>{@code Requests} and {@code Duration} are told by kind of operation, {@code Errors} by kind of error, everything else by
 * function: a dimension multiplies what the metrics cost. {@code Errors} are all answers that are none, those a client is to
 * blame for included; {@code Faults} are those to wake somebody for.
 */
public final class JsonLines implements RequestObserver {
    private static final String OPERATION_CLASS = "OperationClass";
    private static final String ERROR_KIND = "ErrorKind";

    private final LineSink sink;
    private final String function;
    private final Tariff tariff;

    /**
     * Writes to one sink.
     *
     * @param function names the deployment's function in every metric, {@code AWS_LAMBDA_FUNCTION_NAME} for example
     * @param tariff what requests are priced with
     */
    public JsonLines(LineSink sink, String function, Tariff tariff) {
        this.sink = sink;
        this.function = function;
        this.tariff = tariff;
    }

    @Override
    public void ended(RequestReport report) {
        MetricLine line = new MetricLine(report.endMillis(), function);
        Figures figures = report.figures();
        line.with("requestId", report.requestId());
        report.trace().map(TraceId::value).ifPresent(trace -> line.with("traceId", trace));
        figures.tenant().map(TenantId::value).ifPresent(tenant -> line.with("tenant", tenant));
        line.with("operation", report.operation())
                .with(OPERATION_CLASS, OperationClass.of(report.route()).text())
                .with("status", report.status())
                .with("cut", report.cut())
                .with("coldStart", report.coldStart());
        line.metricsBy(OPERATION_CLASS).count("Requests", 1).millis("Duration", report.durationMillis());
        MetricLine.Metrics metrics = line.metricsBy();
        FigureMembers.add(figures, figures.usage(), line, metrics);
        FigureMembers.add(report.cost(tariff), tariff, line);
        metrics.count("EntriesIn", figures.entriesIn())
                .count("EntriesRejected", figures.entriesRejected())
                .count("EntriesOut", figures.entriesOut())
                .bytes("BytesIn", report.bytesIn())
                .bytes("BytesOut", report.bytesOut())
                .count("ColdStarts", report.coldStart() ? 1 : 0)
                .count("Faults", report.isFault() ? 1 : 0)
                .count(
                        "QuotaRefusals",
                        report.error().filter(ErrorKind.QUOTA::equals).isPresent() ? 1 : 0);
        report.error().ifPresent(error -> {
            line.with(ERROR_KIND, error.text());
            line.metricsBy(ERROR_KIND).count("Errors", 1);
        });
        figures.incident().ifPresent(incident -> line.with("incidentId", incident));
        sink.line(line.toString());
    }
}
