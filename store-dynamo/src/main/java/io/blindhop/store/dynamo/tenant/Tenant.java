package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.s3.StoreId;
import java.util.List;
import java.util.Optional;

/**
 * A registered tenant (protocol 1.1).
 *
 * @param incarnation random, new at every registration, part of every key of the tenant's data
 * @param adminSigningPublicKey Ed25519 PEM, root of trust of the tenant
 * @param adminEncryptionPublicKey RSA PEM
 * @param publicInfosKeys AES-256 keys of the key id {@code $publicinfos}, newest first
 */
public record Tenant(
        String id,
        String incarnation,
        String adminSigningPublicKey,
        String adminEncryptionPublicKey,
        Optional<String> adminUsername,
        List<Bytes> publicInfosKeys) {
    /** The database that says who may do what. */
    public static final String DIRECTORY = "directory";

    public Tenant {
        publicInfosKeys = List.copyOf(publicInfosKeys);
    }

    public StoreId store(String dbId, StoreKind kind) {
        return new StoreId(incarnation, dbId, kind);
    }

    public StoreId directory() {
        return store(DIRECTORY, StoreKind.DOCS);
    }

    /** Keys do not belong into logs. */
    @Override
    public String toString() {
        return "tenant " + id;
    }
}
