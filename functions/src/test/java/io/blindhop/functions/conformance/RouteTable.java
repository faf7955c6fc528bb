package io.blindhop.functions.conformance;

import static io.blindhop.functions.conformance.RouteLab.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every route of the protocol (2.1, 2.2, 3.3, 3.6, 3.7, 3.8) and of our own, with who may use it. */
public final class RouteTable {
    /** Stands for the id of the tenant in a target. */
    static final String ID = "{tenant}";
    /** Stands for an id that no tenant has. */
    static final String FREE_ID = "{free}";

    private static final String TRUSTED = "/system/trusted-servers";
    private static final String SYNC = "/:tenantId/sync/:kind/";

    private RouteTable() {}

    /** One request, with whatever token it carries. */
    record Call(
            String name, String target, Function<RouteLab, Optional<String>> token, Function<RouteLab, Bytes> body) {}

    /** A call that must be refused, with one status. */
    record Denial(Call call, int status) {}

    /**
     * @param route method and pattern
     * @param success the status of what is allowed
     */
    record Row(String route, Consumer<RouteLab> before, Call allowed, int success, List<Denial> denied) {
        /** Whether it is served by those nodes only that say so. */
        boolean isOfEvents() {
            return route.endsWith("/events");
        }

        /** Likewise. */
        boolean isOfSignaling() {
            return route.endsWith("/tickets");
        }

        /** Whether the other rows need another tenant. */
        boolean deletesTheTenant() {
            return route.equals("DELETE /system/tenants/:tenantId") || route.endsWith("/restore");
        }

        @Override
        public String toString() {
            return route + " as " + allowed.target();
        }
    }

    static List<Row> rows() {
        return Stream.of(info(), logins(), signaling(), devices(), operator(), sync("docs"), sync("attachments"))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> info() {
        return List.of(
                row("GET /health", "/health", 200, nobodys("a path below it", "/health/x", 404)),
                row(
                        "GET /.well-known/mindoodb-server-info",
                        "/.well-known/mindoodb-server-info",
                        200,
                        nobodys("another name", "/.well-known/mindoodb", 404)),
                row(
                        "GET /.well-known/mindoodb-tenants/:tenantId/publicinfos-fingerprints",
                        "/.well-known/mindoodb-tenants/" + ID + "/publicinfos-fingerprints",
                        200,
                        nobodys("no tenant", "/.well-known/mindoodb-tenants/nobody/publicinfos-fingerprints", 404)));
    }

    private static List<Row> logins() {
        String tenant = "/" + ID + "/auth/";
        return List.of(
                login(
                        "POST /:tenantId/auth/challenge",
                        tenant + "challenge",
                        lab -> RouteBodies.name(Person.ALICE),
                        403,
                        lab -> RouteBodies.name(Person.MALLORY)),
                login(
                        "POST /:tenantId/auth/authenticate",
                        tenant + "authenticate",
                        lab -> RouteBodies.answer(Person.ALICE, lab.tenant().challenge(Person.ALICE)),
                        401,
                        lab -> RouteBodies.answer(Person.MALLORY, lab.tenant().challenge(Person.ALICE))),
                login(
                        "POST /system/auth/challenge",
                        "/system/auth/challenge",
                        lab -> RouteBodies.systemName(Person.SYSADMIN),
                        404,
                        lab -> RouteBodies.systemName(Person.MALLORY)),
                login(
                        "POST /system/auth/authenticate",
                        "/system/auth/authenticate",
                        lab -> RouteBodies.answer(Person.SYSADMIN, lab.tenant().systemChallenge(Person.SYSADMIN)),
                        401,
                        lab -> RouteBodies.answer(Person.MALLORY, lab.tenant().systemChallenge(Person.SYSADMIN))));
    }

    private static List<Row> signaling() {
        return List.of(guarded(
                "POST /:tenantId/signaling/tickets",
                lab -> {},
                "/" + ID + "/signaling/tickets",
                200,
                lab -> Optional.of(lab.member()),
                lab -> Bytes.empty(),
                membersOnly()));
    }

    private static List<Row> devices() {
        return List.of(
                login(
                        "POST /device/challenge",
                        "/device/challenge",
                        lab -> RouteBodies.key(Person.MALLORY),
                        400,
                        lab -> json(b -> {})),
                login(
                        "POST /device/discover",
                        "/device/discover",
                        lab -> RouteBodies.answer(Person.ALICE, RouteBodies.deviceChallenge(lab)),
                        401,
                        lab -> RouteBodies.answer(Person.MALLORY, RouteBodies.deviceChallenge(lab))));
    }

    private static List<Row> operator() {
        String tenant = "/system/tenants/" + ID;
        return List.of(
                operator("GET /system/tenants", "/system/tenants", 200, b -> {}),
                operator(
                        "POST /system/tenants/:tenantId", "/system/tenants/" + FREE_ID, 201, RouteBodies::registration),
                prepared(
                        "GET /system/tenants/:tenantId/registration",
                        tenant + "/registration?server=relay",
                        lab -> lab.prepare("POST", TRUSTED, RouteBodies.with(RouteBodies::trustedServer))),
                operator("PUT /system/tenants/:tenantId", tenant, 200, b -> {}),
                operator("DELETE /system/tenants/:tenantId", tenant, 200, b -> {}),
                prepared(
                        "POST /system/tenants/:tenantId/restore",
                        tenant + "/restore",
                        lab -> lab.prepare("DELETE", tenant, WireEntries.object())),
                operator("GET /system/tenants/:tenantId/sync-servers", tenant + "/sync-servers", 200, b -> {}),
                operator(
                        "POST /system/tenants/:tenantId/sync-servers",
                        tenant + "/sync-servers",
                        201,
                        RouteBodies::syncServer),
                prepared(
                        "DELETE /system/tenants/:tenantId/sync-servers/:serverName",
                        tenant + "/sync-servers/relay",
                        lab -> lab.prepare(
                                "POST", tenant + "/sync-servers", RouteBodies.with(RouteBodies::syncServer))),
                operator("POST /system/tenants/:tenantId/trigger-sync", tenant + "/trigger-sync", 200, b -> {}),
                operator("GET /system/tenants/:tenantId/users", tenant + "/users", 200, b -> {}),
                operator("GET /system/tenants/:tenantId/usage", tenant + "/usage", 200, b -> {}),
                operator(
                        "PUT /system/tenants/:tenantId/quota",
                        tenant + "/quota",
                        200,
                        b -> b.put("entries", 1000).putNull("bytes")),
                operator("GET /system/trusted-servers", TRUSTED, 200, b -> {}),
                prepared(
                        operator("POST /system/trusted-servers", TRUSTED, 201, RouteBodies::trustedServer),
                        RouteTable::untrust),
                prepared(
                        "DELETE /system/trusted-servers/:serverName",
                        TRUSTED + "/relay",
                        lab -> lab.prepare("POST", TRUSTED, RouteBodies.with(RouteBodies::trustedServer))),
                operator("GET /system/config", "/system/config", 200, b -> {}),
                configuration(),
                operator("GET /system/config/backups", "/system/config/backups", 200, b -> {}));
    }

    /** With the configuration that is in force: the node is not ours alone. */
    static Row configuration() {
        Row row = operator("PUT /system/config", "/system/config", 200, b -> {});
        Function<RouteLab, Bytes> same = lab -> Bytes.utf8(lab.config().toString());
        Call allowed = new Call("allowed", row.allowed().target(), row.allowed().token(), same);
        return new Row(row.route(), row.before(), allowed, row.success(), row.denied());
    }

    /** Method and pattern of every route of the table, and of the one whose target only another answer tells. */
    public static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        rows().forEach(row -> routes.add(row.route()));
        routes.add(backup("").route());
        return routes;
    }

    /** Of a file that is there. */
    static Row backup(String file) {
        return operator("GET /system/config/backups/:file", "/system/config/backups/" + file, 200, b -> {});
    }

    private static List<Row> sync(String kind) {
        String notes = "?dbId=notes";
        return List.of(
                member("GET", kind, "capabilities" + notes, (lab, b) -> {}),
                member("GET", kind, "getAllIds" + notes, (lab, b) -> {}),
                member("GET", kind, "events" + notes, (lab, b) -> {}),
                member("POST", kind, "findNewEntries", (lab, b) -> b.putArray("haveIds")),
                member("POST", kind, "findNewEntriesForDoc", (lab, b) -> b.put("docId", "d")),
                member("POST", kind, "findEntries", (lab, b) -> b.put("type", "doc_create")),
                member("POST", kind, "scanEntriesSince", (lab, b) -> b.putNull("cursor")),
                member("POST", kind, "getStoreHead", (lab, b) -> {}),
                member("POST", kind, "getIdBloomSummary", (lab, b) -> {}),
                member("POST", kind, "getCompactionStatus", (lab, b) -> {}),
                member("POST", kind, "getEntries", RouteBodies::ids),
                member("POST", kind, "getEntriesBinary", RouteBodies::ids),
                member(
                        "POST",
                        kind,
                        "getEntryMetadata",
                        (lab, b) -> b.put("id", lab.document().id())),
                member(
                        "POST",
                        kind,
                        "putEntries",
                        (lab, b) -> b.putArray("entries").add(WireEntries.inline(lab.fresh()))),
                memberBinary(kind),
                member("POST", kind, "hasEntries", RouteBodies::ids),
                member(
                        "POST",
                        kind,
                        "resolveDependencies",
                        (lab, b) -> b.put("startId", lab.document().id())),
                member("POST", kind, "planDocumentMaterialization", (lab, b) -> b.put("docId", "d")),
                member(
                        "POST",
                        kind,
                        "planDocumentMaterializationBatch",
                        (lab, b) -> b.putArray("docIds").add("d")),
                member("POST", kind, "planAttachmentReadByWalkingMetadata", RouteBodies::range));
    }

    /** The server that rows add is trusted no longer. */
    static void untrust(RouteLab lab) {
        lab.prepare("DELETE", TRUSTED + "/relay", WireEntries.object());
    }

    private static Row row(String route, String target, int success, Denial... denied) {
        return new Row(
                route,
                lab -> {},
                new Call("anybody", target, lab -> Optional.empty(), lab -> Bytes.empty()),
                success,
                List.of(denied));
    }

    private static Denial nobodys(String name, String target, int status) {
        return new Denial(new Call(name, target, lab -> Optional.empty(), lab -> Bytes.empty()), status);
    }

    private static Row login(
            String route, String target, Function<RouteLab, Bytes> good, int refusal, Function<RouteLab, Bytes> bad) {
        return new Row(
                route,
                lab -> {},
                new Call("good", target, lab -> Optional.empty(), good),
                200,
                List.of(new Denial(new Call("bad", target, lab -> Optional.empty(), bad), refusal)));
    }

    private static Row operator(String route, String target, int success, Consumer<ObjectNode> members) {
        return guarded(
                route,
                lab -> {},
                target,
                success,
                lab -> Optional.of(lab.operator()),
                lab -> Bytes.utf8(RouteBodies.with(members).toString()),
                List.of(
                        none(401),
                        as("without a capability", lab -> lab.nobody(), 403),
                        as("a member", lab -> lab.member(), 401)));
    }

    private static Row prepared(String route, String target, Consumer<RouteLab> before) {
        return prepared(operator(route, target, 200, b -> {}), before);
    }

    private static Row prepared(Row row, Consumer<RouteLab> before) {
        return new Row(row.route(), before, row.allowed(), row.success(), row.denied());
    }

    private static Row member(String method, String kind, String name, BiConsumer<RouteLab, ObjectNode> members) {
        String pattern = SYNC + name.replaceFirst("\\?.*", "");
        return guarded(
                method + " " + pattern,
                lab -> {},
                "/" + ID + "/sync/" + kind + "/" + name,
                200,
                lab -> Optional.of(lab.member()),
                lab -> json(b -> members.accept(lab, b)),
                membersOnly());
    }

    private static Row memberBinary(String kind) {
        return guarded(
                "POST " + SYNC + "putEntriesBinary",
                lab -> {},
                "/" + ID + "/sync/" + kind + "/putEntriesBinary",
                200,
                lab -> Optional.of(lab.member()),
                lab -> WireEntries.frames("notes", List.of(lab.fresh())),
                membersOnly());
    }

    private static List<Denial> membersOnly() {
        return List.of(none(401), as("revoked", RouteLab::revoked, 401), as("the operator", RouteLab::operator, 401));
    }

    /** Denials take target and body of what is allowed. */
    private static Row guarded(
            String route,
            Consumer<RouteLab> before,
            String target,
            int success,
            Function<RouteLab, Optional<String>> token,
            Function<RouteLab, Bytes> body,
            List<Denial> denied) {
        List<Denial> same = denied.stream()
                .map(d -> new Denial(new Call(d.call().name(), target, d.call().token(), body), d.status()))
                .toList();
        return new Row(route, before, new Call("allowed", target, token, body), success, same);
    }

    private static Denial none(int status) {
        return nobodys("no token", "", status);
    }

    private static Denial as(String name, Function<RouteLab, String> token, int status) {
        return new Denial(new Call(name, "", lab -> Optional.of(token.apply(lab)), lab -> Bytes.empty()), status);
    }
}
