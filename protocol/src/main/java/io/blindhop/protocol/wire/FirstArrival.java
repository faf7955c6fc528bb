package io.blindhop.protocol.wire;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which entries of a push were new to the server, in one header of its answer: the first order that the push was given.
 * Everything that was there before has a smaller one. Stock servers do not send it and stock clients do not read it.
 *
 * @param order empty if the push brought nothing new
 */
public record FirstArrival(OptionalLong order) {
    public static final String HEADER = "Blindhop-First-Arrival";

    private static final String NOTHING_NEW = "none";

    /** Empty if the text is not what {@link #header} makes. */
    public static Optional<FirstArrival> parse(String text) {
        if (text.equals(NOTHING_NEW)) {
            return Optional.of(new FirstArrival(OptionalLong.empty()));
        }
        return text.matches("[1-9][0-9]{0,15}")
                ? Optional.of(new FirstArrival(OptionalLong.of(Long.parseLong(text))))
                : Optional.empty();
    }

    /** Whether the push brought what has this order. */
    public boolean covers(OptionalLong receiptOrder) {
        return order.isPresent() && receiptOrder.isPresent() && receiptOrder.getAsLong() >= order.getAsLong();
    }

    /** The value of the header. */
    public String header() {
        return order.isPresent() ? Long.toString(order.getAsLong()) : NOTHING_NEW;
    }
}
