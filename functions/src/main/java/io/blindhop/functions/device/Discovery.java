package io.blindhop.functions.device;

import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.crypto.MalformedKeyException;
import io.blindhop.protocol.crypto.WrappingKey;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.wire.Delivery;
import io.blindhop.store.dynamo.directory.DeviceRow;
import io.blindhop.store.dynamo.directory.DeviceTenants;
import io.blindhop.store.dynamo.directory.DirectoryProjector;
import io.blindhop.store.dynamo.directory.DirectoryView;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantRegistry.Found;
import io.blindhop.store.s3.Parallel;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * In which tenants a key is granted something now. The index from key to tenants bounds the work; what it names is then
 * held against each tenant's directory, so that a revoked device and a deleted tenant give nothing.
 */
final class Discovery {
    private static final System.Logger LOG = System.getLogger(Discovery.class.getName());

    private final NodeServices services;
    private final DirectoryProjector projector;

    Discovery(NodeServices services) {
        this.services = services;
        this.projector = new DirectoryProjector(services.storage(), services.tenants());
    }

    /** One query, and three reads for each tenant that it names. */
    List<Delivery> of(String signingKey) {
        List<DeviceTenants.Candidate> candidates =
                new DeviceTenants(services.storage().table()).of(signingKey);
        return Parallel.map(candidates, candidate -> delivery(candidate, signingKey)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Delivery> delivery(DeviceTenants.Candidate candidate, String signingKey) {
        try {
            return services.tenants()
                    .find(candidate.tenantId())
                    .filter(found -> found.tenant().incarnation().equals(candidate.incarnation()))
                    .flatMap(found -> activeDevice(found, signingKey).flatMap(row -> wrapped(found.tenant(), row)));
        } catch (CorruptStoreException | StoreUnavailableException e) {
            // One tenant that cannot be read must not keep a device from the others (protocol 3.6).
            LOG.log(Level.WARNING, "Discovery left out tenant " + candidate.tenantId(), e);
            return Optional.empty();
        }
    }

    private Optional<DeviceRow> activeDevice(Found found, String signingKey) {
        projector.catchUp(found.tenant(), found.projectedUpTo());
        List<DeviceRow> rows = new DirectoryView(services.storage().table(), found.tenant()).byKey(signingKey);
        if (rows.stream().anyMatch(DeviceRow::wipe)) {
            // What is to be wiped from a device is not handed to it once more.
            return Optional.empty();
        }
        return rows.stream()
                .filter(DeviceRow::active)
                .filter(row -> row.device().encryptionPublicKey().isPresent())
                .findFirst();
    }

    private Optional<Delivery> wrapped(Tenant tenant, DeviceRow row) {
        try {
            WrappingKey reader =
                    WrappingKey.fromPem(row.device().encryptionPublicKey().orElseThrow());
            List<Bytes> keys = tenant.publicInfosKeys().stream()
                    .map(key -> reader.wrap(key, services.random()))
                    .toList();
            return Optional.of(new Delivery(
                    new TenantId(tenant.id()),
                    tenant.adminSigningPublicKey(),
                    tenant.adminEncryptionPublicKey(),
                    keys,
                    row.device().joinResponseWrapped(),
                    row.usernameHash()));
        } catch (MalformedKeyException theGrantHasNoKeyThere) {
            return Optional.empty();
        }
    }
}
