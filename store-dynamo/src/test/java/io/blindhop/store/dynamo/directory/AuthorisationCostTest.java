package io.blindhop.store.dynamo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.directory.Device;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.TableMeter.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What DynamoDB would bill for asking who a caller is. */
class AuthorisationCostTest {
    private static final double READ_UNITS = 4;

    /** Calls with their read and write units. */
    private final List<String> billed = new ArrayList<>();

    private double readUnits;

    private DirectoryLab labWithUsers(int users) {
        InMemoryTable table = new InMemoryTable(this::bill);
        DirectoryLab lab = new DirectoryLab(table, RecordedTenant.tenant());
        RecordedTenant.entries().forEach(entry -> lab.node().put(entry));
        DeviceRows layout = new DeviceRows(lab.tenant().incarnation());
        List<Item> rows = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            Device device = new Device("key " + user, Optional.of("e".repeat(600)), Optional.empty());
            DeviceRow row = new DeviceRow("grant " + user, Optional.of("hash " + user), device, true, false);
            rows.add(layout.byKey(row, KeyOwner.UNKNOWN, 1));
            rows.add(layout.byUser("hash " + user, row, 1));
        }
        table.putAll(rows);
        return lab;
    }

    private void bill(Operation operation, double read, double write) {
        billed.add(operation + " " + read + " " + write);
        readUnits += read;
    }

    private List<String> billOfARequest(DirectoryLab lab, String person) {
        billed.clear();
        readUnits = 0;
        lab.node().request().byKey(RecordedTenant.signingKey(person));
        return List.copyOf(billed);
    }

    @Test
    void aRequestCostsTheSameWithTenUsersAndWithAHundredThousandAndAtMostFourReadUnits() {
        DirectoryLab small = labWithUsers(10);
        DirectoryLab large = labWithUsers(100_000);
        for (String person : List.of("alice", "bob", "carol", "mallory")) {
            List<String> ofSmall = billOfARequest(small, person);
            assertThat(readUnits).isLessThanOrEqualTo(READ_UNITS);
            assertThat(billOfARequest(large, person)).isEqualTo(ofSmall).hasSizeLessThanOrEqualTo(3);
            assertThat(billed).allMatch(call -> call.endsWith(" 0.0"), "a request writes nothing");
        }
    }
}
