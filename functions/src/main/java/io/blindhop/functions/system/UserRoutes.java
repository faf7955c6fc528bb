package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.QueryParameters;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.tenant.TenantGate;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.OperatorResponses;
import io.blindhop.store.dynamo.directory.DeviceListing;
import io.blindhop.store.dynamo.directory.DeviceListing.Page;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which devices a tenant's directory knows; not in the reference. Operators see no name, because the directory has only
 * hashes of them.
 *
 * <pre>{@code
 * GET /system/tenants/acme/users?limit=50&after=<fingerprint>
 * GET /system/tenants/acme/users?username=cn=alice/o=acme
 * GET /system/tenants/acme/users?key=<fingerprint>
 * {"users": [{"fingerprint": "0f…", "docId": "…", "usernameHash": "5a…", "state": "active", "wipe": false}], "next": "0f…"}
 * }</pre>
 */
final class UserRoutes {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");
    private static final int LONGEST_NAME = 1024;

    private final NodeServices services;
    private final TenantGate tenants;

    UserRoutes(NodeServices services) {
        this.services = services;
        this.tenants = new TenantGate(services);
    }

    void addTo(Router.Builder routes, SystemGate gate) {
        routes.get("/system/tenants/:tenantId/users", gate.allowed((request, principal) -> users(request)));
    }

    private HttpResponse users(HttpRequest request) {
        QueryParameters query = request.query();
        Optional<String> name = query.get("username");
        Optional<String> key = query.get("key");
        if (name.isPresent() && key.isPresent()) {
            throw HttpError.badRequest("username and key cannot be asked for together");
        }
        name.filter(text -> text.isEmpty() || text.length() > LONGEST_NAME).ifPresent(text -> {
            throw HttpError.badRequest("username must have 1 to " + LONGEST_NAME + " characters");
        });
        key.ifPresent(text -> requireFingerprint("key", text));
        int limit = limit(query);
        String after = query.get("after").orElse("");
        if (!after.isEmpty()) {
            requireFingerprint("after", after);
        }
        DeviceListing listing = new DeviceListing(
                services.storage().table(), tenants.open(request).tenant());
        Page page = name.map(text -> new Page(listing.ofPerson(text), Optional.empty()))
                .or(() -> key.map(text -> new Page(listing.ofKey(text), Optional.empty())))
                .orElseGet(() -> listing.page(after, limit));
        return Json.whole(200, out -> OperatorResponses.userDevices(out, Feed.of(page.devices()), page.next()));
    }

    private static int limit(QueryParameters query) {
        String text = query.get("limit").orElse(Integer.toString(DeviceListing.MAX_PAGE));
        if (text.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= DeviceListing.MAX_PAGE) {
                return limit;
            }
        }
        throw HttpError.badRequest("limit must be from 1 to " + DeviceListing.MAX_PAGE);
    }

    private static void requireFingerprint(String name, String text) {
        if (!FINGERPRINT.matcher(text).matches()) {
            throw HttpError.badRequest(name + " must be a fingerprint of 32 hexadecimal digits in lower case");
        }
    }
}
