package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.protocol.policy.GroupMembership;
import io.blindhop.protocol.policy.PolicyDocument;
import io.blindhop.protocol.policy.TenantPolicy;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a tenant's policies said when they were read, and who is in which group. */
final class PolicyView {
    private final ProjectedRows projected;
    private final Tenant tenant;
    private final TenantPolicy policy;
    private final Map<String, Long> orders = new HashMap<>();

    /** One query: a read unit for every 4 KB of policies, at least one. */
    PolicyView(ProjectedRows projected, Tenant tenant) {
        this.projected = projected;
        this.tenant = tenant;
        List<PolicyDocument> documents = new ArrayList<>();
        for (Item row : projected.of(new PolicyRows(tenant.incarnation()).partition())) {
            orders.put(PolicyRows.docId(row), row.requireWhole(DeviceRows.ORDER));
            PolicyRows.decode(row).ifPresent(documents::add);
        }
        this.policy = new TenantPolicy(documents);
    }

    TenantPolicy policy() {
        return policy;
    }

    /** A query for every hash, and three for every group found. */
    Set<String> groupsOf(Set<String> identity) {
        return GroupMembership.of(identity, new UsernameHash(tenant.id()), this::containing);
    }

    private Set<String> containing(Set<String> members) {
        MemberRows layout = new MemberRows(tenant.incarnation());
        Map<String, String> names = policy.groupNames();
        Set<String> groups = new HashSet<>();
        for (String member : members) {
            for (Item row : projected.of(layout.partition(member))) {
                String docId = PolicyRows.docId(row);
                if (names.containsKey(docId) && row.requireWhole(DeviceRows.ORDER) >= orders.get(docId)) {
                    groups.add(names.get(docId));
                }
            }
        }
        return groups;
    }
}
