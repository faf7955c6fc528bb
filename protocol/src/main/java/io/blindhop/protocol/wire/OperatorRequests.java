package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads what operators send (protocol 3.8), bodies of at most {@value #MAX_BYTES} bytes.
 *
 * <p>Every method throws {@link MalformedRequestException} if a member is missing or of the wrong form, and
 * {@link LimitExceededException} if it is too long.
 */
public final class OperatorRequests {
    public static final int MAX_BYTES = 256 * 1024;
    /** Databases of one sync server, and sync servers of one request. */
    public static final int MAX_ELEMENTS = 1000;

    private static final int MAX_URL = 2048;

    private OperatorRequests() {}

    public static TrustedServer trustedServer(Bytes body) {
        return read(
                body,
                request -> new TrustedServer(
                        text(request, "name", Limits.USERNAME),
                        text(request, "signingPublicKey", Limits.PEM),
                        text(request, "encryptionPublicKey", Limits.PEM),
                        names(request, "tenants").map(OperatorRequests::tenants),
                        names(request, "databases").map(OperatorRequests::scope)));
    }

    private static Optional<List<String>> names(JsonMembers request, String member) {
        return request.find(member).map(present -> limited(member, request.strings(member)));
    }

    private static Set<TenantId> tenants(List<String> names) {
        try {
            return names.stream().map(TenantId::ofSegment).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException("tenants: " + e.getMessage());
        }
    }

    private static TrustedServer.Scope scope(List<String> names) {
        return names.equals(List.of(TrustedServer.Scope.ALL))
                ? new TrustedServer.Scope.All()
                : new TrustedServer.Scope.Some(
                        names.stream().map(RequestBody::databaseId).collect(Collectors.toSet()));
    }

    public static SyncServer syncServer(Bytes body) {
        return read(body, OperatorRequests::syncServer);
    }

    /** The sync servers that shall replace those of a tenant; empty if they shall stay. Other members are ignored. */
    public static Optional<List<SyncServer>> updateTenant(Bytes body) {
        return read(
                body,
                request -> request.find("remoteServers").map(present -> {
                    List<SyncServer> servers = new ArrayList<>();
                    limited("remoteServers", request.elements("remoteServers"))
                            .forEach(server -> servers.add(syncServer(JsonMembers.of("remoteServers[]", server))));
                    return servers;
                }));
    }

    /** A JSON text within the limit, as it was sent. */
    public static String config(Bytes body) {
        return read(body, request -> body.toUtf8());
    }

    private static SyncServer syncServer(JsonMembers server) {
        List<DatabaseId> databases = limited("databases", server.strings("databases")).stream()
                .map(RequestBody::databaseId)
                .toList();
        if (databases.isEmpty()) {
            throw new MalformedRequestException("databases is required and must not be empty");
        }
        OptionalLong interval = server.findInteger("syncIntervalMs").stream()
                .mapToLong(Long::longValue)
                .findFirst();
        if (interval.isPresent() && interval.getAsLong() < 1) {
            throw new MalformedRequestException("syncIntervalMs must be positive");
        }
        return new SyncServer(text(server, "name", Limits.USERNAME), text(server, "url", MAX_URL), interval, databases);
    }

    private static <T> List<T> limited(String name, List<T> elements) {
        if (elements.size() > MAX_ELEMENTS) {
            throw LimitExceededException.list(name, MAX_ELEMENTS);
        }
        return elements;
    }

    private static String text(JsonMembers request, String name, int limit) {
        String text = request.findString(name).orElse("");
        if (text.isBlank()) {
            throw new MalformedRequestException(name + " is required and must be a non-empty string");
        }
        if (text.length() > limit) {
            throw LimitExceededException.text(name, text.length(), limit);
        }
        if (!Limits.isUnicode(text)) {
            throw new MalformedRequestException(name + " contains half a character (an unpaired surrogate)");
        }
        return text;
    }

    private static <T> T read(Bytes body, Function<JsonMembers, T> reader) {
        if (body.length() > MAX_BYTES) {
            throw new MalformedRequestException(
                    "the body must be at most " + MAX_BYTES + " bytes (received " + body.length() + ")");
        }
        try {
            return reader.apply(JsonMembers.of("request body", JsonText.parse(body.toUtf8())));
        } catch (MalformedJsonException e) {
            throw new MalformedRequestException("Invalid JSON body: " + e.getMessage());
        }
    }
}
