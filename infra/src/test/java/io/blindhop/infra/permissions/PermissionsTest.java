package io.blindhop.infra.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.maintenance.NodeMaintenance;
import io.blindhop.infra.aws.NodeOnAws;
import io.blindhop.infra.emulators.Patient;
import io.blindhop.infra.permissions.WatchedServices.Names;
import io.blindhop.protocol.Bytes;
import io.blindhop.signaling.talk.ConnectionRefusedException;
import io.blindhop.store.dynamo.log.Maintenance;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.blob.BlobStore;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each function is run, and what it did is what it may do. */
class PermissionsTest {
    private static final Set<String> STORAGE = Set.of("dynamodb", "s3");
    private static final Set<String> CONNECTIONS = Set.of("execute-api");
    private static final Set<String> SIGNALING = Set.of("dynamodb", "s3", "execute-api");

    private static NodeOnAws node(WatchedServices services) {
        return new NodeOnAws(services.table(), services.blobs(), Patient.BACKOFF);
    }

    @Test
    void syncMayDoWhatItDoes() {
        try (WatchedServices services = WatchedServices.of(Names.create());
                NodeOnAws node = node(services)) {
            SyncWork.start(node).run();
            PermissionsFile.check("sync", STORAGE, services.recorder().permissions());
        }
    }

    @Test
    void maintenanceMayDoWhatItDoes() {
        Names names = Names.create();
        try (WatchedServices ofSync = WatchedServices.of(names);
                WatchedServices services = WatchedServices.of(names);
                NodeOnAws node = node(ofSync)) {
            MaintenanceWork work = new MaintenanceWork(node, services);
            work.prepare();
            List<NodeMaintenance.Report> reports = work.run();
            assertThat(MaintenanceWork.sum(reports, Maintenance.Report::finished))
                    .isPositive();
            assertThat(MaintenanceWork.sum(reports, Maintenance.Report::collected))
                    .isPositive();
            assertThat(MaintenanceWork.sum(reports, Maintenance.Report::purged)).isEqualTo(1);
            assertThat(MaintenanceWork.sum(reports, Maintenance.Report::deleted))
                    .isPositive();
            assertThat(reports)
                    .extracting(NodeMaintenance.Report::tenantsRemoved)
                    .contains(1);
            assertThat(reports)
                    .extracting(NodeMaintenance.Report::usageCorrected)
                    .contains(1);
            PermissionsFile.check("maintenance", STORAGE, services.recorder().permissions());
        }
    }

    @Test
    void signalingMayDoWhatItDoes() throws IOException, ConnectionRefusedException {
        Names names = Names.create();
        try (WatchedServices ofSync = WatchedServices.of(names);
                WatchedServices services = WatchedServices.of(names);
                NodeOnAws node = node(ofSync);
                NodeOnAws function = node(services);
                SilentGateway gateway = new SilentGateway()) {
            SignalingWork.start(node, function.services(), gateway, gateway.connections(services.recorder()))
                    .talk();
            PermissionsFile.check("signaling", SIGNALING, services.recorder().permissions());
        }
    }

    /** It works on the records of the stream, which the platform reads for it, and tells who wants to know. */
    @Test
    void notifyMayDoWhatItDoes() throws IOException, ConnectionRefusedException {
        Names names = Names.create();
        try (WatchedServices ofSync = WatchedServices.of(names);
                WatchedServices services = WatchedServices.of(names);
                NodeOnAws node = node(ofSync);
                NodeOnAws function = node(services);
                SilentGateway gateway = new SilentGateway()) {
            SignalingWork.start(node, function.services(), gateway, gateway.connections(services.recorder()))
                    .hearOfChanges();
            PermissionsFile.check("notify", SIGNALING, services.recorder().permissions());
        }
    }

    @Test
    void whoDoesNotPostHasNoConnections() {
        PermissionsFile.check("sync", CONNECTIONS, new TreeMap<>());
        PermissionsFile.check("maintenance", CONNECTIONS, new TreeMap<>());
    }

    /** So a rare way through the code cannot need what the runs above have not shown. */
    @Test
    void theAdaptersCanDoNothingThatSyncMayNot() throws ConditionFailedException {
        Set<Method> called = new HashSet<>();
        try (WatchedServices services = WatchedServices.of(Names.create())) {
            Table table = noting(called, Table.class, services.table());
            Key key = new Key("p", "s");
            Item item = Item.of(key).whole("n", 1).build();
            table.put(item, Condition.ABSENT);
            table.update(key, item.attributes(), Condition.PRESENT);
            table.get(key, Consistency.STRONG);
            table.getAll(List.of(key), Consistency.EVENTUAL);
            table.query(Query.prefix("p", "", 10, Consistency.STRONG));
            table.delete(key, Condition.NONE);
            table.putAll(List.of(item));
            table.deleteAll(List.of(key));
            BlobStore blobs = noting(called, BlobStore.class, services.blobs());
            blobs.put("name", List.of(Bytes.utf8("bytes")));
            blobs.get("name", 0, 5);
            blobs.get("name", 0, 0);
            blobs.list("", "");
            blobs.delete(List.of("name"));
            assertThat(services.recorder().permissions()).isEqualTo(PermissionsFile.allowed("sync", STORAGE));
        }
        assertThat(called).as("all that the ports offer").contains(Table.class.getMethods());
        assertThat(called).contains(BlobStore.class.getMethods());
    }

    private static <T> T noting(Set<Method> called, Class<T> port, T adapter) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    called.add(method);
                    return method.invoke(adapter, arguments);
                }));
    }
}
