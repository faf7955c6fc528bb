package io.blindhop.functions.sync;

import io.blindhop.functions.gate.Attestation;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.tenant.TenantScope;
import io.blindhop.protocol.wire.Capabilities;
import io.blindhop.protocol.wire.SyncResponses;
import java.util.OptionalLong;

/** What this node can do (protocol 3.3.1). */
final class NodeCapabilities {
    private final NodeServices services;

    NodeCapabilities(NodeServices services) {
        this.services = services;
    }

    HttpResponse answer(Target target) {
        Capabilities capabilities = new Capabilities(
                true, // cursor scan
                true, // Bloom summary
                true, // compaction status
                true, // materialisation plans
                true, // in batches
                true, // attachment read plans
                OptionalLong.of(services.clock().millis()),
                givesReceipts(target), // witness receipts
                true, // remote wipe
                true, // store head
                true, // session key
                true, // binary entries
                services.options().changeEvents() != EventMode.OFF);
        return Json.whole(200, out -> SyncResponses.capabilities(out, capabilities));
    }

    private boolean givesReceipts(Target target) {
        TenantScope scope = target.caller().scope();
        boolean attested = new Attestation(services).isGiven(scope);
        return services.stores().givesReceipts(scope.tenant(), target.dbId(), scope.via(), attested);
    }
}
