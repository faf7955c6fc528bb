package io.blindhop.functions.cost;

import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;

/**
 * List prices of one region. Without free tiers and taxes.
 *
 * @param date since when these prices have been in force together
 * @param usd of as many as the file says of each
 */
public record PriceTable(String region, LocalDate date, Map<Price, Double> usd) {
    /** Read once; by whatever makes an executable of this, when it is made. */
    private static final class UsEast1 {
        static final PriceTable TABLE = read("prices-us-east-1.json");
    }

    public PriceTable {
        usd = Map.copyOf(usd);
    }

    /** USD for so many. */
    public double usd(Price what, double count) {
        return usd.get(what) / what.group().count * count;
    }

    /** The table that ships with the program; its file names the sources. */
    public static PriceTable usEast1() {
        return UsEast1.TABLE;
    }

    private static PriceTable read(String name) {
        try (InputStream file = PriceTable.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the program was packaged without " + name);
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws MalformedJsonException if a price is missing or negative, or the date is none; the message names it */
    public static PriceTable parse(String json) {
        JsonMembers table = JsonMembers.of("prices", JsonText.parse(json));
        if (!table.string("currency").equals("USD")) {
            throw new MalformedJsonException("prices.currency must be USD");
        }
        Map<Price, Double> usd = new EnumMap<>(Price.class);
        for (Price price : Price.values()) {
            usd.put(price, number(table.objectAt(price.group().member), price.key()));
        }
        return new PriceTable(table.string("region"), date(table.string("date")), usd);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new MalformedJsonException("prices.date must be a date such as 2024-11-01, not " + text, e);
        }
    }

    private static double number(JsonMembers prices, String name) {
        return prices.find(name)
                .filter(JsonNumber.class::isInstance)
                .map(value -> ((JsonNumber) value).value())
                .filter(number -> number >= 0)
                .orElseThrow(() -> new MalformedJsonException(
                        prices.place() + "." + name + " must be a price in USD, not negative"));
    }
}
