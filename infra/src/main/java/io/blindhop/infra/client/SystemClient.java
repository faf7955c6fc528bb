package io.blindhop.infra.client;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.Challenges;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's side of {@code /system/*} (protocol 2.6 and 3.8). Every method throws {@link ServerUnreachableException}
 * if no answer comes, and {@link RequestRefusedException} with the server's own words if it says no.
 */
public final class SystemClient implements AutoCloseable {
    private final JsonHttp http;
    private Optional<String> token = Optional.empty();

    /** @param server its URL, without a path */
    public SystemClient(URI server) {
        this.http = new JsonHttp(server);
    }

    /** Gets a token, with which everything after is asked. */
    public void login(Identity identity) throws IOException {
        JsonMembers asked = post(
                "/system/auth/challenge",
                Map.of(
                        "username", identity.username(),
                        "publicsignkey", identity.signing().publicPem()));
        String challenge = asked.findString("challenge").orElse("");
        if (!Challenges.isSignable(challenge)) {
            throw new RequestRefusedException(
                    "What the server calls a challenge is none, so it is not signed: letters, digits, '.', '_' and '-',"
                            + " 16 to 2048 of them, are");
        }
        String signature = identity.signing().sign(Bytes.utf8(challenge)).toBase64();
        JsonMembers answer = post("/system/auth/authenticate", Map.of("challenge", challenge, "signature", signature));
        token = Optional.of(answer.findString("token")
                .orElseThrow(() -> new RequestRefusedException("The server let us in, but sent no token")));
    }

    public JsonMembers get(String target) throws IOException {
        return http.send("GET", target, token, Optional.empty());
    }

    public JsonMembers delete(String target) throws IOException {
        return http.send("DELETE", target, token, Optional.empty());
    }

    /** Without a body. */
    public JsonMembers post(String target) throws IOException {
        return http.send("POST", target, token, Optional.empty());
    }

    /** @param json a JSON text */
    public JsonMembers put(String target, String json) throws IOException {
        return http.send("PUT", target, token, Optional.of(json));
    }

    public JsonMembers post(String target, JsonObject body) throws IOException {
        return http.send("POST", target, token, Optional.of(JsonPrinter.compact(body)));
    }

    private JsonMembers post(String target, Map<String, String> body) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        body.forEach((name, value) -> members.put(name, new JsonString(value)));
        return post(target, new JsonObject(members));
    }

    @Override
    public void close() {
        http.close();
    }
}
