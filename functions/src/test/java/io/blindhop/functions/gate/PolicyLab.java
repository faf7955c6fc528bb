package io.blindhop.functions.gate;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.policy.AclId;
import io.blindhop.store.dynamo.directory.DirectoryWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The recorded tenant with Alice and Bob in it, and an administrator who writes policies. */
final class PolicyLab implements AutoCloseable {
    private static final Bytes PUBLIC_INFOS_KEY = Bytes.fromBase64("fWz+oJXxIdJj91m+ScjSPB9Kuq/QLL6gqxngzfVvl3M=");

    private final Map<Person, DirectoryWriter> writers = new HashMap<>();
    private final TestNode node = new TestNode();
    private final TestTenant tenant = node.register(TestTenant.RECORDED).grant(Person.BOB);

    /** The recorded policy turns all checks off. What wins over it has come after more operations. */
    PolicyLab() {
        String longText = "x".repeat(2_000);
        publish(AclId.DEFAULT_POLICY, Map.of("description", longText));
        publish(AclId.DEFAULT_POLICY, Map.of("disableAllAccessChecksAndPolicies", false));
    }

    TestNode node() {
        return node;
    }

    StoreClient docs(Person person, String dbId) {
        return tenant.login(person).docs(dbId);
    }

    StoreClient attachments(Person person, String dbId) {
        return tenant.login(person).attachments(dbId);
    }

    /** Writes documents that servers can read, as this person. */
    DirectoryWriter as(Person person) {
        return writers.computeIfAbsent(
                person, author -> new DirectoryWriter(author.identity().signing(), PUBLIC_INFOS_KEY));
    }

    void publish(String docId, Map<String, Object> members) {
        publish(as(Person.ADMIN).write(docId, members));
    }

    /** The administrator's push to the directory, which must succeed whatever the policies say. */
    void publish(ArrivedEntry... entries) {
        Answer answer = docs(Person.ADMIN, "directory").putBinary(List.of(entries));
        if (!answer.ok().json().get("rejected").isEmpty()) {
            throw new AssertionError("refused: " + answer.json());
        }
    }

    static String hash(Person person) {
        return new UsernameHash(TestTenant.RECORDED).v3(person.username());
    }

    static Answer put(StoreClient store, ArrivedEntry... entries) {
        return store.put(Arrays.stream(entries).map(WireEntries::inline).toList());
    }

    /** Ids of what was rejected. */
    static List<String> rejected(Answer answer) {
        return answer.ok()
                .json()
                .get("rejected")
                .valueStream()
                .map(entry -> entry.get("id").asText())
                .toList();
    }

    @Override
    public void close() {
        writers.values().forEach(DirectoryWriter::close);
        node.close();
    }
}
