package io.blindhop.infra.cost;

import io.blindhop.functions.cost.Price;
import java.util.ArrayList;
import java.util.List;

/**
 * What may stand around a node, with what it costs.
 *
 * @param cloudFront whether clients come through CloudFront
 * @param firewall whether a firewall with one rule stands in front of it
 * @param connectedHours that each device is connected to signaling in a day; 0 where there is none
 */
public record Around(boolean cloudFront, boolean firewall, int connectedHours) {
    private static final int HOURS_OF_A_DAY = 24;
    private static final int MINUTES = 60;
    /** Clients connect anew after so long, and ping so often (docs/signaling.md). */
    private static final double CONNECTION_MINUTES = 110;

    private static final double PING_MINUTES = 4;
    private static final int ALARMS = 2;
    /** What Lambda writes of a run. */
    private static final double LOG_BYTES = 400;

    private static final double KILOBYTE = 1000;

    /** Of one kind of message, as docs/signaling.md has it: units of the table, runs of the function, messages in and out. */
    private record Message(double readUnits, double writeUnits, double runs, double messages) {
        private static final Message NONE = new Message(0, 0, 0, 0);
        private static final Message CONNECTION = new Message(10, 5, 3, 2);
        private static final Message SUBSCRIPTION = new Message(7, 3, 1, 2);
        private static final Message PING = new Message(4, 1, 1, 2);
        private static final Message CHANGE = new Message(5, 0, 0, 1);

        Message times(double factor) {
            return new Message(readUnits * factor, writeUnits * factor, runs * factor, messages * factor);
        }

        /** Rows are small: a unit is taken for a call. */
        Count count() {
            return new Count(runs, 0, readUnits + writeUnits, readUnits, writeUnits, 0, 0, 0, runs * LOG_BYTES);
        }

        Message plus(Message other) {
            return new Message(
                    readUnits + other.readUnits,
                    writeUnits + other.writeUnits,
                    runs + other.runs,
                    messages + other.messages);
        }
    }

    /** @throws IllegalArgumentException that names the option */
    public Around {
        if (connectedHours < 0 || connectedHours > HOURS_OF_A_DAY) {
            throw new IllegalArgumentException(
                    "--connected-hours-per-day must be from 0 to " + HOURS_OF_A_DAY + ", not " + connectedHours);
        }
        if (firewall && !cloudFront) {
            throw new IllegalArgumentException("--firewall stands in front of CloudFront only: add --cloudfront");
        }
    }

    /** @param requests of clients in a month */
    List<Line> front(double requests) {
        List<Line> lines = new ArrayList<>();
        if (cloudFront) {
            lines.add(new Line(1, "secret between CloudFront and the node", Price.SECRET));
            lines.add(new Line(requests, "requests to CloudFront", Price.CLOUDFRONT_REQUEST));
            lines.add(new Line(requests, "runs of its function", Price.CLOUDFRONT_FUNCTION));
            lines.add(new Line(requests, "reads of its key", Price.KEY_VALUE_STORE_READ));
        }
        if (firewall) {
            lines.add(new Line(1, "firewall", Price.FIREWALL));
            lines.add(new Line(1, "rule of it", Price.FIREWALL_RULE));
            lines.add(new Line(requests, "requests seen by it", Price.FIREWALL_REQUEST));
        }
        return lines;
    }

    /**
     * Devices that are told of the edits of their teams; what notify does for an edit of which nobody hears is not in it.
     *
     * @param answering the function that answers messages
     * @param telling the one that tells of edits
     */
    List<Line> signaling(Load load, double edits, Timed answering, Timed telling) {
        if (connectedHours == 0) {
            return List.of();
        }
        double minutes = load.allDevices() * Month.HOURS * MINUTES * connectedHours / HOURS_OF_A_DAY;
        double connections = minutes / CONNECTION_MINUTES;
        Message answered = Message.NONE
                .plus(Message.CONNECTION.times(connections))
                .plus(Message.SUBSCRIPTION.times(connections * load.databases()))
                .plus(Message.PING.times(minutes / PING_MINUTES));
        Message told = Message.CHANGE.times(edits * load.readers() * connectedHours / HOURS_OF_A_DAY);
        Message all = answered.plus(told);
        return List.of(
                new Line(ALARMS, "alarms", Price.ALARM),
                new Line(minutes, "minutes of connections", Price.WEBSOCKET_MINUTE),
                new Line(all.messages(), "messages", Price.WEBSOCKET_MESSAGE),
                new Line(all.runs(), "runs of signaling", Price.FUNCTION_REQUEST),
                new Line(
                        answering.gigabyteSeconds(answered.count()),
                        "GB seconds of them",
                        Price.FUNCTION_GIGABYTE_SECOND),
                new Line(
                        telling.gigabyteSeconds(told.count()),
                        "GB seconds of notify, for devices that it tells",
                        Price.FUNCTION_GIGABYTE_SECOND),
                new Line(all.readUnits(), "read units of messages", Price.READ_UNIT),
                new Line(all.writeUnits(), "write units of messages", Price.WRITE_UNIT),
                new Line(all.count().logBytes() / KILOBYTE, "KB of log", Price.LOG_KILOBYTE));
    }

    /** The time of a function in what is paid for it. */
    interface Timed {
        double gigabyteSeconds(Count count);
    }
}
