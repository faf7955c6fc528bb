package io.blindhop.functions.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blindhop.protocol.json.MalformedJsonException;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UsageMeterTest {
    private final UsageMeter meter = new UsageMeter();
    private final Table table = UsageMeter.byPurpose(new InMemoryTable(meter));

    @Test
    void tenantsDevicesNoncesAndTheDirectorysLogAreAuthorisation() {
        for (String pk : List.of("T#acme", "K#inc#ff", "U#inc#ff", "N#1", "TENANTS", "S#inc#directory#docs")) {
            assertThat(Purpose.ofPartition(pk)).as(pk).isEqualTo(Purpose.AUTHORISATION);
        }
        for (String pk : List.of("S#inc#main#docs", "S#inc#directory#attachments", "I#inc#directory#docs#3", "W#1")) {
            assertThat(Purpose.ofPartition(pk)).as(pk).isEqualTo(Purpose.STORE);
        }
    }

    @Test
    void everyCallIsCountedForThePurposeOfItsPartition() throws Exception {
        table.put(Item.of(new Key("T#acme", "tenant")).build(), Condition.NONE);
        table.get(new Key("T#acme", "tenant"), Consistency.EVENTUAL);
        table.putAll(List.of(
                Item.of(new Key("I#s#1", "a")).build(),
                Item.of(new Key("I#s#1", "b")).build()));
        table.getAll(List.of(new Key("I#s#1", "a")), Consistency.STRONG);
        table.delete(new Key("I#s#1", "a"), Condition.NONE);
        table.deleteAll(List.of(new Key("I#s#1", "b")));
        table.query(Query.prefix("W#1", "0", 10, Consistency.STRONG));

        Usage usage = meter.reading();

        assertThat(usage.of(Purpose.AUTHORISATION)).isEqualTo(new TableUse(2, 0.5, 1));
        assertThat(usage.of(Purpose.STORE)).isEqualTo(new TableUse(4, 1, 4));
        assertThat(usage.of(Purpose.MAINTENANCE)).isEqualTo(new TableUse(1, 1, 0));
        assertThat(usage.of(Purpose.STORE, TableMeter.Operation.BATCH_WRITE_ITEM))
                .isEqualTo(new TableUse(2, 0, 3));
    }

    @Test
    void aDifferenceHoldsWhatCameSince() {
        meter.call(BlobMeter.Operation.PUT, 10);
        Usage before = meter.reading();
        meter.call(BlobMeter.Operation.PUT, 7);
        meter.call(TableMeter.Operation.QUERY, 1.5, 0);

        Usage since = meter.reading().minus(before);

        assertThat(since.of(BlobMeter.Operation.PUT)).isEqualTo(new BlobUse(1, 7));
        assertThat(since.of(Purpose.STORE, TableMeter.Operation.QUERY)).isEqualTo(new TableUse(1, 1.5, 0));
    }

    @Test
    void aMillionOfEachCostsItsListPrice() {
        PriceTable prices = PriceTable.usEast1();
        meter.call(TableMeter.Operation.PUT_ITEM, 0, 1_000_000);
        assertThat(meter.reading().cost(prices)).isEqualTo(0.625, within(1e-9));
        meter.call(TableMeter.Operation.QUERY, 1_000_000, 0);
        assertThat(meter.reading().cost(prices)).isEqualTo(0.75, within(1e-9));
        for (int i = 0; i < 1000; i++) {
            meter.call(BlobMeter.Operation.PUT, 1);
            meter.call(BlobMeter.Operation.LIST, 1);
            meter.call(BlobMeter.Operation.GET, 1);
            meter.call(BlobMeter.Operation.DELETE, 1);
        }
        assertThat(meter.reading().cost(prices)).isEqualTo(0.75 + 0.0104, within(1e-9));
    }

    @Test
    void everyPriceOfTheFileIsKnownAndEveryOneThatIsKnownIsInIt() throws IOException {
        Set<String> names = new HashSet<>();
        try (InputStream file = PriceTable.class.getResourceAsStream("prices-us-east-1.json")) {
            JsonNode table = new ObjectMapper().readTree(file);
            for (Price.Group group : Price.Group.values()) {
                table.get(group.member).fieldNames().forEachRemaining(names::add);
            }
        }
        assertThat(Arrays.stream(Price.values()).map(Price::key)).containsExactlyInAnyOrderElementsOf(names);
        assertThat(Price.ofKey("secret")).hasValue(Price.SECRET);
        assertThat(Price.ofKey("SECRET")).isEmpty();
    }

    @Test
    void thePricesSayWhereAndSinceWhen() {
        assertThat(PriceTable.usEast1().region()).isEqualTo("us-east-1");
        assertThat(PriceTable.usEast1().date()).isEqualTo(LocalDate.of(2024, 11, 1));
    }

    @Test
    void aPriceThatIsMissingIsNamed() {
        String json = """
                {"region": "r", "currency": "USD", "date": "2024-11-01",
                 "perMillion": {"dynamoDbWriteRequestUnits": 1, "dynamoDbReadRequestUnits": -1},
                 "perGigabyte": {}, "perMonth": {}}""";
        assertThatThrownBy(() -> PriceTable.parse(json))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("dynamoDbReadRequestUnits");
    }
}
