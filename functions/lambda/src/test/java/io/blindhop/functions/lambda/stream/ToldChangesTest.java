package io.blindhop.functions.lambda.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.log.LogChange;
import io.blindhop.store.s3.StoreId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToldChangesTest {
    private final List<String> told = new ArrayList<>();

    private static List<StoreChange> changes(String... databases) {
        List<StoreChange> changes = new ArrayList<>();
        for (String database : databases) {
            LogChange change =
                    new LogChange(new StoreId("inc", database, StoreKind.DOCS), new StoreHead("epoch", changes.size()));
            changes.add(new StoreChange(change, "record of " + database));
        }
        return changes;
    }

    private ToldChanges tell(Set<String> broken, RuntimeException failure, String... databases) {
        return ToldChanges.tell(changes(databases), change -> {
            if (broken.contains(change.store().dbId())) {
                throw failure;
            }
            told.add(change.store().dbId());
        });
    }

    @Test
    void everyStoreIsToldOfOnce() {
        ToldChanges all = tell(Set.of(), new IllegalStateException(), "a", "b");
        assertThat(told).containsExactly("a", "b");
        assertThat(all.answer()).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(all.figures()).isEqualTo(Map.of("StoresChanged", 2L, "StoresNotTold", 0L));
    }

    @Test
    void whatCouldNotBeToldComesAgainFromItsFirstRecordAndHoldsUpNobody() {
        ToldChanges most = tell(Set.of("b", "d"), new StoreUnavailableException("away"), "a", "b", "c", "d", "e");
        assertThat(told).containsExactly("a", "c", "e");
        assertThat(most.answer()).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"record of b\"}]}");
        assertThat(most.figures()).isEqualTo(Map.of("StoresChanged", 5L, "StoresNotTold", 2L));
    }

    @Test
    void aMistakeOfOursOnOneStoreHoldsUpNoOther() {
        assertThat(tell(Set.of("a"), new IllegalStateException("broken"), "a", "b")
                        .firstFailed())
                .contains("record of a");
        assertThat(told).containsExactly("b");
    }
}
