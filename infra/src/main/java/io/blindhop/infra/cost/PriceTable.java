package io.blindhop.infra.cost;

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

/**
 * List prices of one region, in USD per million. Without free tiers, taxes, storage and transfer.
 *
 * @param date since when these prices have been in force together
 * @param writeUnit DynamoDB write request unit, on demand
 * @param readUnit DynamoDB read request unit, on demand
 * @param put S3 Standard PUT or LIST request
 * @param get S3 Standard GET request
 * @param lambdaRequest invocation of a function
 * @param lambdaGigabyteSecond what a function takes of memory and time
 * @param webSocketMessage of at most 32 KB, to or from an API Gateway WebSocket API
 */
public record PriceTable(
        String region,
        LocalDate date,
        double writeUnit,
        double readUnit,
        double put,
        double get,
        double lambdaRequest,
        double lambdaGigabyteSecond,
        double webSocketMessage) {
    private static final String US_EAST_1 = "prices-us-east-1.json";

    /** The table that ships with the program; its file names the sources. */
    public static PriceTable usEast1() {
        try (InputStream file = PriceTable.class.getResourceAsStream(US_EAST_1)) {
            if (file == null) {
                throw new IllegalStateException("the program was packaged without " + US_EAST_1);
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws MalformedJsonException if a price is missing or negative, or the date is none; the message names it */
    public static PriceTable parse(String json) {
        JsonMembers table = JsonMembers.of("prices", JsonText.parse(json));
        JsonMembers prices = table.objectAt("perMillion");
        if (!table.string("currency").equals("USD")) {
            throw new MalformedJsonException("prices.currency must be USD");
        }
        return new PriceTable(
                table.string("region"),
                date(table.string("date")),
                price(prices, "dynamoDbWriteRequestUnits"),
                price(prices, "dynamoDbReadRequestUnits"),
                price(prices, "s3PutOrListRequests"),
                price(prices, "s3GetRequests"),
                price(prices, "lambdaRequests"),
                price(prices, "lambdaGigabyteSeconds"),
                price(prices, "webSocketMessages"));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new MalformedJsonException("prices.date must be a date such as 2024-11-01, not " + text, e);
        }
    }

    private static double price(JsonMembers prices, String name) {
        return prices.find(name)
                .filter(JsonNumber.class::isInstance)
                .map(value -> ((JsonNumber) value).value())
                .filter(number -> number >= 0)
                .orElseThrow(() -> new MalformedJsonException(
                        prices.place() + "." + name + " must be a price in USD per million, not negative"));
    }
}
