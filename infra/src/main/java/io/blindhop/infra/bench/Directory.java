package io.blindhop.infra.bench;

import io.blindhop.infra.bench.Author.Draft;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.protocol.entry.ArrivedEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Grant documents of a tenant (protocol 4.4), one device each, as its administrator writes them. */
record Directory(String tenantId, Author admin) {
    private static final int ACTOR_BYTES = 16;
    private static final int DOC_ID_BYTES = 12;

    /** A person with one device. */
    record User(String name, SigningKey signing, String encryptionPem) {}

    List<ArrivedEntry> grants(List<User> users, long now) {
        return users.stream().map(user -> grant(user, now)).toList();
    }

    private ArrivedEntry grant(User user, long now) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("form", "useroperation");
        fields.put("type", "grantaccess");
        fields.put("username_hash", new UsernameHash(tenantId).v3(user.name()));
        fields.put("userSigningPublicKey", user.signing().publicPem());
        fields.put("userEncryptionPublicKey", user.encryptionPem());
        ChangeChunk change = ChangeChunk.of(List.of(), random(ACTOR_BYTES), 1, 1, now, fields);
        String docId = random(DOC_ID_BYTES).toHex();
        return admin.write(new Draft("doc_create", docId, List.of(), now), change);
    }

    private Bytes random(int count) {
        byte[] bytes = new byte[count];
        admin.random().nextBytes(bytes);
        return Bytes.wrap(bytes);
    }
}
