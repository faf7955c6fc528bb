package io.blindhop.store.dynamo.table;

import static io.blindhop.store.dynamo.table.Consistency.EVENTUAL;
import static io.blindhop.store.dynamo.table.Consistency.STRONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityUnitsTest {
    private static final Key KEY = new Key("é", "sk");

    @Test
    void namesAndKeysCountByTheirUtf8Bytes() {
        assertThat(ItemSize.of(Item.of(KEY).build())).isEqualTo(2 + 2 + 2 + 2);
        assertThat(ItemSize.of(Item.of(KEY)
                        .text("é", "\ud83d\ude00")
                        .binary("b", Bytes.utf8("123"))
                        .build()))
                .isEqualTo(8 + 2 + 4 + 1 + 3);
    }

    @ParameterizedTest
    @CsvSource({
        "0,1",
        "1,2",
        "10,2",
        "12,2",
        "123,3",
        "1234,3",
        "1000000,2",
        "-1,3",
        "-123,4",
        "43000,3",
        "-43000,4",
        "-50000,3",
        "9223372036854775807,11",
        "-9223372036854775808,12"
    })
    void aNumberTakesAByteForTwoSignificantDigits(long number, int bytes) {
        assertThat(ItemSize.of(Item.of(KEY).whole("n", number).build())).isEqualTo(8 + 1 + bytes);
    }

    @ParameterizedTest
    @CsvSource({"0,1,0.5", "1,1,0.5", "4096,1,0.5", "4097,2,1", "1048576,256,128"})
    void readsAreBilledInStepsOfFourKilobytes(long bytes, double strong, double eventual) {
        assertThat(CapacityUnits.read(bytes, STRONG)).isEqualTo(strong);
        assertThat(CapacityUnits.read(bytes, EVENTUAL)).isEqualTo(eventual);
    }

    @Test
    void writesAreBilledByTheLargerOfBeforeAndAfter() {
        Optional<Item> small = Optional.of(TableContract.ofSize(KEY, 1024));
        Optional<Item> large = Optional.of(TableContract.ofSize(KEY, 1025));
        assertThat(CapacityUnits.write(small, small)).isEqualTo(1);
        assertThat(CapacityUnits.write(small, large)).isEqualTo(2);
        assertThat(CapacityUnits.write(large, small)).isEqualTo(2);
        assertThat(CapacityUnits.write(large, Optional.empty())).isEqualTo(2);
        assertThat(CapacityUnits.write(Optional.empty(), Optional.empty())).isEqualTo(1);
    }
}
