package io.blindhop.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.PolicyLab;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.protocol.entry.RecordedEntries;
import io.blindhop.protocol.policy.AclId;
import io.blindhop.store.dynamo.directory.DirectoryWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser that reads a directory lets into a database whom the server lets in, whatever the policies say. */
@InChromium
class DirectoryAgreementTest {
    private static final String TENANT = "acme";
    private static final UsernameHash NAMES = new UsernameHash(TENANT);
    private static final List<String> DATABASES = List.of("main", "Sales", "userdirectory");
    private static final int STEPS = 40;
    private static final int READABLE_STEPS = 34;

    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void browserAndServerAgree(long seed, Browser browser) throws IOException {
        System.out.println("DirectoryAgreementTest: seed " + seed);
        Random random = new Random(seed);
        try (DemoServer server = new DemoServer(data);
                Page page = browser.newPage()) {
            TestTenant tenant = server.tenant(TENANT);
            try (PolicyLab lab = new PolicyLab(tenant)) {
                List<Session> people = List.of(tenant.login(Person.ALICE), tenant.login(Person.BOB));
                page.navigate(server.url("/demo/"));
                open(page, server);
                List<String> written = new ArrayList<>();
                Set<Object> answers = new HashSet<>();
                for (int step = 0; step < STEPS; step++) {
                    change(lab, written, random, step >= READABLE_STEPS);
                    assertThat(asBrowser(page))
                            .as("seed %d, step %d, %s", seed, step, written)
                            .isEqualTo(asServer(people));
                    answers.add(asServer(people));
                }
                assertThat(answers).as("policies that make a difference").hasSizeGreaterThan(3);
            }
        }
    }

    private static List<Boolean> asServer(List<Session> people) {
        return people.stream()
                .flatMap(person -> DATABASES.stream()
                        .map(dbId -> person.docs(dbId).call("getStoreHead").status() == 200))
                .toList();
    }

    private static void open(Page page, DemoServer server) {
        String alice = RecordedEntries.text("/identities/alice.identity.json");
        page.evaluate("""
                async ([json, password, base]) => {
                  const kit = await import('/demo/kit/index.js');
                  const identity = await kit.openIdentityFile(json, password);
                  const [tenant] = await kit.discoverTenants(base, identity);
                  const server = new kit.SyncServer({ base, tenantId: tenant.tenantId, identity });
                  window.directory = await kit.TenantDirectory.open(tenant);
                  window.feed = new kit.DirectoryFeed(directory, server);
                  window.deviceIdOf = kit.deviceIdOf;
                }""", List.of(alice, "alice-pass", server.url("/")));
    }

    private static Object asBrowser(Page page) {
        return page.evaluate("""
                async ([people, databases]) => {
                  await feed.refresh();
                  return people.flatMap(pem => databases.map(dbId => directory.mayOpen(dbId, deviceIdOf(pem))));
                }""", List.of(List.of(Person.ALICE.signingPem(), Person.BOB.signingPem()), DATABASES));
    }

    /** One more document of the administrator. */
    private static void change(PolicyLab lab, List<String> written, Random random, boolean mayBeUnreadable) {
        DirectoryWriter admin = lab.as(Person.ADMIN);
        if (mayBeUnreadable && random.nextInt(3) == 0) {
            String docId = List.of("odd", AclId.rule("odd"), AclId.databasePolicy("Sales"))
                    .get(random.nextInt(3));
            lab.publish(admin.unreadable(docId));
            written.add("unreadable " + docId);
        } else if (!written.isEmpty() && random.nextInt(10) == 0) {
            String docId = written.get(random.nextInt(written.size()));
            if (!docId.contains(" ")) {
                lab.publish(admin.deletion(docId));
                written.add("deleted " + docId);
            }
        } else {
            Map<String, Object> members = new HashMap<>();
            String docId = document(members, random);
            lab.publish(docId, members);
            written.add(docId);
        }
    }

    private static String document(Map<String, Object> members, Random random) {
        int number = random.nextInt(4);
        return switch (random.nextInt(8)) {
            case 0 -> {
                members.putAll(
                        Map.of("form", "accesscontrol", "type", "defaultpolicy", "denyDocRead", random.nextInt(4) > 0));
                members.put("databaseCreationPolicy", random.nextInt(6) == 0 ? "directory-restricted" : "open");
                members.put("allowedDbIds", DATABASES.subList(0, random.nextInt(3)));
                members.put("disableAllAccessChecksAndPolicies", random.nextInt(10) == 0);
                yield AclId.DEFAULT_POLICY;
            }
            case 1 -> {
                members.putAll(
                        Map.of("form", "accesscontrol", "type", "defaultpolicy", "denyDocRead", random.nextBoolean()));
                yield AclId.databasePolicy(DATABASES.get(random.nextInt(2)));
            }
            case 2, 3, 4 -> {
                members.putAll(Map.of("form", "group", "type", "group", "groupName", "Group " + number % 3));
                members.put("members_hashes", users(random, 2));
                yield "group" + number;
            }
            default -> {
                members.putAll(
                        Map.of("form", "accesscontrol", "type", random.nextInt(5) == 0 ? "doc_change" : "doc_read"));
                members.put("ruleId", "r" + number);
                members.put("dbid", List.of("*", "main", "Sales").get(random.nextInt(3)));
                members.put("action", random.nextInt(3) == 0 ? "deny" : "allow");
                members.put("users_hashes", users(random, 1));
                members.put("withfields", random.nextInt(4) == 0 ? List.of(Map.of("key", "color")) : List.of());
                yield AclId.rule("r" + number);
            }
        };
    }

    private static List<String> users(Random random, int most) {
        List<String> all = List.of(
                NAMES.v3(Person.ALICE.username()),
                NAMES.v3(Person.BOB.username()),
                NAMES.v3("group 0"),
                NAMES.v2("group 1"),
                NAMES.v3("group 2"),
                NAMES.v3("Group 0"),
                "$everyone",
                "nobody");
        return random.ints(1 + random.nextInt(most), 0, all.size())
                .mapToObj(all::get)
                .toList();
    }
}
