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
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** A registered tenant whose directory holds some users; one of them writes, another one reads. */
public final class BenchTenant {
    private static final String ID = "bench";
    private static final int USERS = 20;
    private static final int GRANTS_AT_ONCE = 250;

    private final String id;
    private final Http http;
    private final SecureRandom random;
    /** Nobody's payload is read with another's: that all devices share one RSA key saves the time to make more. */
    private final UnwrappingKey encryption;

    private final List<User> users = new ArrayList<>();

    private BenchTenant(String id, Http http, SecureRandom random, UnwrappingKey encryption) {
        this.id = id;
        this.http = http;
        this.random = random;
        this.encryption = encryption;
    }

    private BenchTenant withUsers(int count) {
        for (int i = 0; i < count; i++) {
            users.add(new User("cn=user" + i + "/o=" + id, SigningKey.generate(random), encryption.publicPem()));
        }
        return this;
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
        BenchTenant tenant = new BenchTenant(ID, nodes.getFirst(), random, UnwrappingKey.generate(random));
        tenant.withUsers(USERS).registerAt(nodes, systemAdministrator, now);
        return tenant;
    }

    /** A further tenant of the same node; its devices have the same encryption key. */
    BenchTenant another(String otherId, int count, SigningKey systemAdministrator, long now) {
        BenchTenant tenant = new BenchTenant(otherId, http, random, encryption).withUsers(count);
        tenant.registerAt(List.of(http), systemAdministrator, now);
        return tenant;
    }

    private void registerAt(List<Http> nodes, SigningKey systemAdministrator, long now) {
        String name = "cn=admin/o=" + id;
        SigningKey admin = SigningKey.generate(random);
        Bytes publicInfos = freshKey();
        for (Http node : nodes) {
            String token = new Login(node).asSystemAdministrator(BenchServer.ADMINISTRATOR, systemAdministrator);
            node.post(new Call("/system/tenants/" + id, token, new Latencies()), Body.json(json -> {
                json.writeStringField("adminSigningPublicKey", admin.publicPem());
                json.writeStringField("adminEncryptionPublicKey", encryption.publicPem());
                json.writeStringField("adminUsername", name);
                json.writeStringField("publicInfosKey", publicInfos.toBase64());
            }));
        }
        Directory directory = new Directory(id, new Author(admin, "$publicinfos", publicInfos, random));
        RemoteStore store = store("directory", name, admin);
        for (int from = 0; from < users.size(); from += GRANTS_AT_ONCE) {
            List<User> some = users.subList(from, Math.min(users.size(), from + GRANTS_AT_ONCE));
            store.push(directory.grants(some, now));
        }
    }

    /** The same tenant by way of another node. */
    BenchTenant through(Http other) {
        BenchTenant same = new BenchTenant(id, other, random, encryption);
        same.users.addAll(users);
        return same;
    }

    /** What its stores are named by. */
    String incarnation(TenantRegistry tenants) {
        return tenants.find(id).orElseThrow().tenant().incarnation();
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
    public Author author() {
        return new Author(users.getFirst().signing(), "default", freshKey(), random);
    }

    /** A database as the writer sees it, after a login. */
    public RemoteStore asWriter(String dbId) {
        return asUser(users.getFirst(), dbId);
    }

    /** A database as somebody sees it who has none of it, after a login. */
    public RemoteStore asReader(String dbId) {
        return asUser(users.getLast(), dbId);
    }

    /** One of each user. */
    List<String> tokens() {
        return users.stream()
                .map(user -> new Login(http).asUser(id, user.name(), user.signing()))
                .toList();
    }

    private RemoteStore asUser(User user, String dbId) {
        return store(dbId, user.name(), user.signing());
    }

    private RemoteStore store(String dbId, String name, SigningKey key) {
        String token = new Login(http).asUser(id, name, key);
        return new RemoteStore(http, id, dbId, StoreKind.DOCS, new Session(token, encryption, random), new Latencies());
    }

    private Bytes freshKey() {
        byte[] key = new byte[AesGcm.KEY_LENGTH];
        random.nextBytes(key);
        return Bytes.wrap(key);
    }
}
