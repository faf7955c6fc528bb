package io.blindhop.infra.bench;

import io.blindhop.infra.bench.Directory.User;
import io.blindhop.infra.bench.Http.Body;
import io.blindhop.infra.bench.Http.Call;
import io.blindhop.infra.bench.RemoteStore.Session;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.AesGcm;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.crypto.UnwrappingKey;
import io.blindhop.protocol.store.StoreKind;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** A registered tenant whose directory holds some users; one of them writes, another one reads. */
final class BenchTenant {
    private static final String ID = "bench";
    private static final String ADMIN = "cn=admin/o=bench";
    private static final int USERS = 20;

    private final Http http;
    private final SecureRandom random;
    /** Nobody's payload is read with another's: that all devices share one RSA key saves the time to make more. */
    private final UnwrappingKey encryption;

    private final List<User> users = new ArrayList<>();

    private BenchTenant(Http http, SecureRandom random, UnwrappingKey encryption) {
        this.http = http;
        this.random = random;
        this.encryption = encryption;
    }

    private BenchTenant(Http http, SecureRandom random) {
        this(http, random, UnwrappingKey.generate(random));
        for (int i = 0; i < USERS; i++) {
            users.add(new User("cn=user" + i + "/o=bench", SigningKey.generate(random), encryption.publicPem()));
        }
    }

    static BenchTenant register(Http http, SigningKey systemAdministrator, SecureRandom random) {
        return register(List.of(http), systemAdministrator, random);
    }

    /** @param now when the directory is written */
    static BenchTenant register(Http http, SigningKey systemAdministrator, SecureRandom random, long now) {
        return register(List.of(http), systemAdministrator, random, now);
    }

    /** At several nodes of one tenant; the directory is pushed at the first. */
    static BenchTenant register(List<Http> nodes, SigningKey systemAdministrator, SecureRandom random) {
        return register(nodes, systemAdministrator, random, System.currentTimeMillis());
    }

    private static BenchTenant register(
            List<Http> nodes, SigningKey systemAdministrator, SecureRandom random, long now) {
        BenchTenant tenant = new BenchTenant(nodes.getFirst(), random);
        SigningKey admin = SigningKey.generate(random);
        Bytes publicInfos = tenant.freshKey();
        for (Http http : nodes) {
            String token = new Login(http).asSystemAdministrator(BenchServer.ADMINISTRATOR, systemAdministrator);
            http.post(new Call("/system/tenants/" + ID, token, new Latencies()), Body.json(json -> {
                json.writeStringField("adminSigningPublicKey", admin.publicPem());
                json.writeStringField("adminEncryptionPublicKey", tenant.encryption.publicPem());
                json.writeStringField("adminUsername", ADMIN);
                json.writeStringField("publicInfosKey", publicInfos.toBase64());
            }));
        }
        Author author = new Author(admin, "$publicinfos", publicInfos, random);
        tenant.store("directory", ADMIN, admin).push(new Directory(ID, author).grants(tenant.users, now));
        return tenant;
    }

    /** The same tenant by way of another node. */
    BenchTenant through(Http other) {
        BenchTenant same = new BenchTenant(other, random, encryption);
        same.users.addAll(users);
        return same;
    }

    /** How many there are. */
    int users() {
        return users.size();
    }

    /** A database as one of the users sees it, after a login. */
    RemoteStore asUser(int index, String dbId) {
        return asUser(users.get(index), dbId);
    }

    /** Whose entries the writer pushes. */
    Author author() {
        return new Author(users.getFirst().signing(), "default", freshKey(), random);
    }

    /** A database as the writer sees it, after a login. */
    RemoteStore asWriter(String dbId) {
        return asUser(users.getFirst(), dbId);
    }

    /** A database as somebody sees it who has none of it, after a login. */
    RemoteStore asReader(String dbId) {
        return asUser(users.getLast(), dbId);
    }

    /** One of each user. */
    List<String> tokens() {
        return users.stream()
                .map(user -> new Login(http).asUser(ID, user.name(), user.signing()))
                .toList();
    }

    private RemoteStore asUser(User user, String dbId) {
        return store(dbId, user.name(), user.signing());
    }

    private RemoteStore store(String dbId, String name, SigningKey key) {
        String token = new Login(http).asUser(ID, name, key);
        return new RemoteStore(http, ID, dbId, StoreKind.DOCS, new Session(token, encryption, random), new Latencies());
    }

    private Bytes freshKey() {
        byte[] key = new byte[AesGcm.KEY_LENGTH];
        random.nextBytes(key);
        return Bytes.wrap(key);
    }
}
