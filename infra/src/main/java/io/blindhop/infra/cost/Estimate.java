package io.blindhop.infra.cost;

import io.blindhop.functions.cost.Price;
import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.Tariff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the node of the Terraform example {@code single-region} costs in a month: what was counted of each step, times how
 * often a load does it, times list prices. Without free tiers and taxes.
 */
public final class Estimate {
    private static final double KILOBYTE = 1e3;
    private static final double GIGABYTE = 1e9;
    /** Of maintenance and of notify ({@code terraform/modules/region}). */
    private static final int MAINTENANCE_MEGABYTES = 512;

    private static final int NOTIFY_MEGABYTES = 256;
    /** {@code terraform/modules/signaling}. */
    private static final int SIGNALING_MEGABYTES = 512;
    /** Maintenance is taken to run for a second: it may find no warm copy after a quarter of an hour. */
    private static final double MAINTENANCE_GIGABYTE_SECONDS = 0.5;
    /** Of a run of maintenance, with what Lambda writes of it. */
    private static final double MAINTENANCE_LOG_BYTES = 1000;
    /** Runs, Duration, ColdStarts, ReadUnits, WriteUnits. */
    private static final int MAINTENANCE_METRICS = 5;
    /** A month of logs is kept ({@code log_retention_days}). */
    private static final double LOG_MONTHS = 1;

    private final Load load;
    private final Counts counts;
    private final Tariff tariff;
    private final FunctionTime time;
    private final Around around;
    private final Month month;

    public Estimate(Load load, Counts counts, Tariff tariff, FunctionTime time, Around around) {
        this.around = around;
        this.load = load;
        this.counts = counts;
        this.tariff = tariff;
        this.time = time;
        this.month = Month.of(load);
    }

    Load load() {
        return load;
    }

    PriceTable prices() {
        return tariff.prices();
    }

    /** What is to be paid whether anybody calls or not. */
    Part idle() {
        Count run = counts.of(Step.MAINTENANCE_RUN);
        return new Part(
                "A month in which nobody calls",
                List.of(
                        new Line(2, "secrets", Price.SECRET),
                        new Line(7, "alarms", Price.ALARM),
                        new Line(1, "dashboard", Price.DASHBOARD),
                        new Line(MAINTENANCE_METRICS, "metrics of maintenance", Price.METRIC),
                        new Line(Month.RUNS, "runs of maintenance", Price.FUNCTION_REQUEST),
                        new Line(
                                Month.RUNS * MAINTENANCE_GIGABYTE_SECONDS,
                                "GB seconds of them, at a second each",
                                Price.FUNCTION_GIGABYTE_SECOND),
                        new Line(Month.RUNS * run.readUnits(), "read units of them", Price.READ_UNIT),
                        new Line(Month.RUNS * run.writeUnits(), "write units of them", Price.WRITE_UNIT),
                        new Line(Month.RUNS * run.blobPuts(), "lists of objects by them", Price.OBJECT_PUT),
                        new Line(
                                Month.RUNS * MAINTENANCE_LOG_BYTES / KILOBYTE, "KB of their log", Price.LOG_KILOBYTE)));
    }

    /** What clients make the node do. */
    Part work() {
        Count all = month.sum(counts);
        Count client = all.minus(maintenance());
        return new Part(
                "What clients do",
                List.of(
                        new Line(client.requests(), "requests", Price.FUNCTION_REQUEST),
                        new Line(
                                tariff.gigabyteSeconds(time.millis(client)),
                                "GB seconds of them",
                                Price.FUNCTION_GIGABYTE_SECOND),
                        new Line(client.readUnits(), "read units", Price.READ_UNIT),
                        new Line(client.writeUnits(), "write units", Price.WRITE_UNIT),
                        new Line(client.blobPuts(), "objects written", Price.OBJECT_PUT),
                        new Line(client.blobGets(), "objects read", Price.OBJECT_GET),
                        new Line(maintenance().readUnits(), "read units of maintenance after it", Price.READ_UNIT),
                        new Line(maintenance().writeUnits(), "write units of maintenance after it", Price.WRITE_UNIT),
                        new Line(maintenance().blobPuts(), "objects written and listed by it", Price.OBJECT_PUT),
                        new Line(maintenance().blobGets(), "objects read by it", Price.OBJECT_GET),
                        new Line(client.requests() == 0 ? 0 : counts.metrics(), "metrics of requests", Price.METRIC)));
    }

    /** What the same work causes elsewhere on the bill. */
    Part apart() {
        Count all = month.sum(counts);
        Counts.Stored stored = stored();
        return new Part(
                "Logs, transfer and storage",
                List.of(
                        new Line(all.logBytes() / KILOBYTE, "KB of log", Price.LOG_KILOBYTE),
                        new Line(
                                LOG_MONTHS * all.logBytes() / GIGABYTE,
                                "GB of log kept, were it not compressed",
                                Price.LOG_GIGABYTE),
                        new Line(all.bytesOut() / GIGABYTE, "GB to the internet", Price.TRANSFER_GIGABYTE),
                        new Line(stored.tableBytes() / GIGABYTE, "GB in the table", Price.TABLE_GIGABYTE),
                        new Line(stored.tableBytes() / GIGABYTE, "GB of it to go back to", Price.TABLE_BACKUP_GIGABYTE),
                        new Line(stored.objectBytes() / GIGABYTE, "GB in the bucket", Price.OBJECT_GIGABYTE)));
    }

    /** At the end of the month. */
    private Counts.Stored stored() {
        double attachments = load.users() * (double) load.attachmentMegabytes() * 1e6;
        return counts.stored()
                .times(month.edits())
                .plus(counts.storedOfBatch().times(load.entries()))
                .plus(new Counts.Stored(0, attachments));
    }

    private Count maintenance() {
        return counts.of(Step.MAINTENANCE_OF_EDIT).times(month.edits());
    }

    private Part front() {
        return new Part("CloudFront", around.front(month.sum(counts).requests()));
    }

    private Part signaling() {
        List<Line> lines = new ArrayList<>(around.signaling(
                load,
                month.edits(),
                answered -> gigabyteSeconds(answered, SIGNALING_MEGABYTES),
                told -> gigabyteSeconds(told, NOTIFY_MEGABYTES)));
        if (!lines.isEmpty()) {
            lines.addAll(lines(counts.of(Step.NOTIFY).times(month.edits()), NOTIFY_MEGABYTES, " of notify"));
        }
        return new Part("Signaling", lines);
    }

    /** The first three are always there. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>(List.of(idle(), work(), apart()));
        Stream.of(front(), signaling()).filter(part -> !part.lines().isEmpty()).forEach(parts::add);
        return parts;
    }

    /** What a million of one step cost, and what they cause; logs and transfer are not in it. */
    Part million(Step step) {
        List<Line> lines = new ArrayList<>(million(counts.of(step), memoryMegabytes(), ""));
        if (step == Step.PUSH_ONE) {
            lines.addAll(million(counts.of(Step.NOTIFY), NOTIFY_MEGABYTES, " of notify, where there is signaling"));
            lines.addAll(
                    million(counts.of(Step.MAINTENANCE_OF_EDIT), MAINTENANCE_MEGABYTES, " of maintenance after it"));
        }
        return new Part("A million " + step.text(), lines);
    }

    /** The same in one sum. */
    public double usdOfAMillion(Step step) {
        return million(step).usd(prices());
    }

    private List<Line> million(Count each, int megabytes, String whose) {
        return lines(each.times(1e6), megabytes, whose);
    }

    private List<Line> lines(Count count, int megabytes, String whose) {
        return List.of(
                new Line(count.requests(), "requests" + whose, Price.FUNCTION_REQUEST),
                new Line(gigabyteSeconds(count, megabytes), "GB seconds" + whose, Price.FUNCTION_GIGABYTE_SECOND),
                new Line(count.readUnits(), "read units" + whose, Price.READ_UNIT),
                new Line(count.writeUnits(), "write units" + whose, Price.WRITE_UNIT),
                new Line(count.blobPuts(), "objects written" + whose, Price.OBJECT_PUT),
                new Line(count.blobGets(), "objects read" + whose, Price.OBJECT_GET));
    }

    private double gigabyteSeconds(Count count, int megabytes) {
        double millis = time.with(memoryMegabytes(), megabytes).millis(count);
        return new Tariff(prices(), megabytes).gigabyteSeconds(millis);
    }

    /** One kind of request: how many there are, and what one of them costs. */
    record Priced(Step step, double times, double microUsd) {
        double usd() {
            return times * microUsd / 1e6;
        }
    }

    /** By what is done, with the time of functions; logs and transfer are not in it. */
    List<Priced> steps() {
        List<Priced> steps = new ArrayList<>();
        for (Step step : Step.values()) {
            Optional.ofNullable(month.times().get(step))
                    .filter(times -> times > 0)
                    .ifPresent(times -> steps.add(new Priced(step, times, microUsd(step))));
        }
        return steps;
    }

    /** Of one of them, without logs and transfer. */
    double microUsd(Step step) {
        return microUsd(counts.of(step), step == Step.NOTIFY ? NOTIFY_MEGABYTES : memoryMegabytes());
    }

    private double microUsd(Count count, int megabytes) {
        return 1e6
                * (prices().usd(Price.FUNCTION_REQUEST, count.requests())
                        + prices().usd(Price.FUNCTION_GIGABYTE_SECOND, gigabyteSeconds(count, megabytes))
                        + prices().usd(Price.READ_UNIT, count.readUnits())
                        + prices().usd(Price.WRITE_UNIT, count.writeUnits())
                        + prices().usd(Price.OBJECT_PUT, count.blobPuts())
                        + prices().usd(Price.OBJECT_GET, count.blobGets()));
    }

    /** How long the function runs for one of them. */
    double millis(Step step) {
        return time.millis(counts.of(step));
    }

    double usd() {
        return parts().stream().mapToDouble(part -> part.usd(prices())).sum();
    }

    Counts counts() {
        return counts;
    }

    FunctionTime time() {
        return time;
    }

    int memoryMegabytes() {
        return tariff.memoryMegabytes();
    }
}
