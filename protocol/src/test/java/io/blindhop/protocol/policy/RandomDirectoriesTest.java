package io.blindhop.protocol.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import io.blindhop.protocol.directory.UsernameHash;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The evaluation against a second implementation, in directories that nobody would think of. */
class RandomDirectoriesTest {
    private static final UsernameHash TENANT = new UsernameHash("acme");
    private static final List<String> DATABASES = List.of("main", "a-b", "other");
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol");
    private static final List<String> GROUPS = List.of("red", "green", "blue", "Grey", "grey");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void aSecondImplementationDecidesTheSameInEveryDirectory() {
        System.out.println("RandomDirectoriesTest seed " + seed);
        int denials = 0;
        for (int round = 0; round < 1_000; round++) {
            Map<String, MapValue> directory = directory();
            TenantPolicy policy = PolicyDocuments.tenant(directory);
            NaiveAccess naive = new NaiveAccess(directory, TENANT);
            for (String person : PEOPLE) {
                boolean author = random.nextBoolean();
                Set<String> own = Set.of(TENANT.v3(person));
                IdentityHashes identity = identity(own, directory);
                identity = author ? identity.asAuthor() : identity;
                assertThat(identity.hashes()).as("seed %d", seed).isEqualTo(naive.identity(own, author));
                for (Operation operation : Operation.values()) {
                    for (String dbId : DATABASES) {
                        boolean allowed = new AccessEvaluator(policy)
                                .evaluate(operation, dbId, identity)
                                .allowed();
                        assertThat(allowed)
                                .as("seed %d, round %d: %s %s %s %s", seed, round, person, operation, dbId, directory)
                                .isEqualTo(naive.allows(operation.type(), dbId, identity.hashes()));
                        denials += allowed ? 0 : 1;
                    }
                }
            }
        }
        assertThat(denials).isBetween(1_000, 50_000);
    }

    private static IdentityHashes identity(Set<String> own, Map<String, MapValue> directory) {
        Set<String> groups = GroupMembership.of(own, TENANT, hashes -> {
            Set<String> names = new HashSet<>();
            directory.forEach((docId, root) -> {
                if (PolicyDocuments.parsed(docId, root) instanceof Group group
                        && group.members().stream().anyMatch(hashes::contains)) {
                    names.add(group.name());
                }
            });
            return names;
        });
        return IdentityHashes.person(own, groups, TENANT);
    }

    private Map<String, MapValue> directory() {
        Map<String, MapValue> documents = new TreeMap<>();
        if (random.nextInt(10) > 0) {
            documents.put(AclId.DEFAULT_POLICY, PolicyDocuments.policy(flags()));
        }
        for (String dbId : DATABASES) {
            if (random.nextBoolean()) {
                documents.put(AclId.databasePolicy(dbId), PolicyDocuments.policy(flags()));
            }
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            String type = oneOf(List.of(Operation.values())).type();
            String dbId = random.nextInt(3) == 0 ? "*" : oneOf(DATABASES);
            MapValue rule =
                    PolicyDocuments.rule("r" + i, type, dbId, users(), random.nextBoolean(), random.nextInt(3) == 0);
            documents.put(AclId.rule("r" + i), rule);
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            documents.put("group" + i, PolicyDocuments.group(oneOf(GROUPS), users()));
        }
        return documents;
    }

    private Map<String, Boolean> flags() {
        Map<String, Boolean> flags = new HashMap<>();
        for (Operation operation : Operation.values()) {
            if (random.nextInt(3) == 0) {
                flags.put(operation.flag(), random.nextBoolean());
            }
        }
        if (random.nextInt(4) == 0) {
            flags.put("disableAllAccessChecksAndPolicies", random.nextInt(4) == 0);
        }
        return flags;
    }

    private Set<String> users() {
        Set<String> users = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            users.add(
                    switch (random.nextInt(6)) {
                        case 0 -> "$everyone";
                        case 1 -> "$author";
                        case 2 -> "$admin";
                        case 3 -> UsernameHash.v1(oneOf(GROUPS).toLowerCase(java.util.Locale.ROOT));
                        case 4 -> TENANT.v3(oneOf(GROUPS));
                        default -> TENANT.v3(oneOf(PEOPLE));
                    });
        }
        return users;
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
