package io.blindhop.infra.bench.scenario;

import java.util.Optional;
import java.util.stream.Stream;

/** What is measured. "Each" is of what the measure names: an entry, a push, a request. */
public enum Figure {
    PER_SECOND("perSecond", "per second"),
    MEGABYTES_PER_SECOND("megabytesPerSecond", "MB/s"),
    P50_MILLIS("p50Millis", "p50, ms"),
    P99_MILLIS("p99Millis", "p99, ms"),
    REQUESTS("requests", "requests"),
    TABLE_CALLS("tableCalls", "calls of the table"),
    READ_UNITS("readUnits", "read units"),
    STORE_READ_UNITS("storeReadUnits", "of them on the store"),
    AUTHORISATION_READ_UNITS("authorisationReadUnits", "for authorisation"),
    WRITE_UNITS("writeUnits", "write units"),
    OBJECT_PUTS("objectPuts", "PUT, LIST"),
    OBJECT_GETS("objectGets", "GET"),
    BYTES_OUT("bytesOut", "bytes out"),
    /** DynamoDB and S3. */
    USD("usdPerMillion", "USD a million"),
    /** Requests and time of functions, with the times that {@code blindhop cost} assumes. */
    FUNCTION_USD("functionUsdPerMillion", "functions, USD a million"),
    /** Everything but logs and transfer, with what is caused elsewhere. */
    WHOLE_USD("wholeUsdPerMillion", "with all it causes, USD a million"),
    OF_ONE_WRITER("ofOneWriter", "one writer alone = 1"),
    TRIES("tries", "tries a put"),
    P99_IN_FAIR_SHARES("p99InFairShares", "p99, fair share = 1"),
    LEAST_PUTS("leastPuts", "puts of the slowest writer"),
    FALSE_POSITIVES("falsePositivePercent", "false positives, %");

    private final String key;
    private final String heading;

    Figure(String key, String heading) {
        this.key = key;
        this.heading = heading;
    }

    /** In JSON. */
    public String key() {
        return key;
    }

    /** Over a column. */
    public String heading() {
        return heading;
    }

    static Optional<Figure> ofKey(String key) {
        return Stream.of(values()).filter(figure -> figure.key.equals(key)).findFirst();
    }
}
