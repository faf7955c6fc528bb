package io.blindhop.infra.bench;

import io.blindhop.infra.bench.Http.Body;
import io.blindhop.infra.bench.Http.Call;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.SigningKey;

/** Gets tokens by signing challenges (protocol 2.1, 2.2, 2.6). */
record Login(Http http) {
    String asUser(String tenantId, String name, SigningKey key) {
        return token("/" + tenantId + "/auth/", key, Body.json(json -> {
            json.writeStringField("username", name);
            json.writeStringField("signingPublicKey", key.publicPem());
        }));
    }

    String asSystemAdministrator(String name, SigningKey key) {
        return token("/system/auth/", key, Body.json(json -> {
            json.writeStringField("username", name);
            json.writeStringField("publicsignkey", key.publicPem());
        }));
    }

    private String token(String base, SigningKey key, Body who) {
        Latencies unused = new Latencies();
        String challenge =
                http.postForJson(new Call(base + "challenge", "", unused), who).string("challenge");
        String signature = key.sign(Bytes.utf8(challenge)).toBase64();
        Body answer = Body.json(json -> {
            json.writeStringField("challenge", challenge);
            json.writeStringField("signature", signature);
        });
        return http.postForJson(new Call(base + "authenticate", "", unused), answer)
                .string("token");
    }
}
