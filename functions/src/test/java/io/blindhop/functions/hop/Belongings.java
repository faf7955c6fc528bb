package io.blindhop.functions.hop;

import io.blindhop.functions.fixture.TestNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.DecryptionException;
import io.blindhop.protocol.crypto.HybridContainer;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Everything that a node has, in pieces: rows, objects, lines of logs, configuration; and whatever of it is decompressed, decoded
 * from Base64 or hex, or opened with a private key.
 */
final class Belongings {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{43,}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64,}");
    private static final int AES_KEY = 32;
    private static final int INFLATED_FROM = 80;
    private static final int MOST_INFLATED = 1024 * 1024;

    private final Set<Bytes> pieces = new HashSet<>();
    private final List<Identity> keys;

    /** @param keys private keys that the node has */
    Belongings(List<Identity> keys) {
        this.keys = List.copyOf(keys);
        for (Identity identity : keys) {
            add(identity.signing().pkcs8());
            add(identity.encryption().pkcs8());
        }
    }

    Belongings stored(TestNode node) {
        for (Item item : node.items()) {
            add(item.key().pk());
            add(item.key().sk());
            item.attributes().forEach((name, value) -> {
                switch (value) {
                    case Value.Text(String text) -> add(text);
                    case Value.Whole(long number) -> add(Long.toString(number));
                    case Value.Binary(Bytes bytes) -> add(bytes);
                }
            });
        }
        node.contents().forEach(this::add);
        return this;
    }

    Belongings add(String text) {
        return add(Bytes.utf8(text));
    }

    Belongings add(Bytes bytes) {
        if (pieces.add(bytes)) {
            more(bytes).forEach(this::add);
        }
        return this;
    }

    Set<Bytes> pieces() {
        return pieces;
    }

    private List<Bytes> more(Bytes bytes) {
        List<Bytes> found = new ArrayList<>();
        keys.forEach(identity -> unwrapped(identity, bytes).ifPresent(found::add));
        for (int from = 0; from < Math.min(INFLATED_FROM, bytes.length()); from++) {
            byte[] inflated = inflated(bytes.slice(from, bytes.length() - from).toArray());
            // What is not compressed is sometimes taken for a few bytes that are.
            if (inflated.length >= AES_KEY) {
                found.add(Bytes.wrap(inflated));
            }
        }
        String text = new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
        for (Matcher matcher = BASE64.matcher(text); matcher.find(); ) {
            String digits = matcher.group().replace('-', '+').replace('_', '/');
            for (int from = 0; from < 4; from++) {
                found.add(decoded(digits.substring(from)));
            }
        }
        for (Matcher matcher = HEX.matcher(text); matcher.find(); ) {
            String digits = matcher.group();
            found.add(Bytes.fromHex(digits.substring(0, digits.length() / 2 * 2)));
        }
        return found;
    }

    private static Optional<Bytes> unwrapped(Identity identity, Bytes container) {
        try {
            return Optional.of(HybridContainer.decrypt(identity.encryption(), container));
        } catch (DecryptionException | IllegalArgumentException notForThisKey) {
            return Optional.empty();
        }
    }

    /** Without padding; a digit that is one too many belongs to something else. */
    private static Bytes decoded(String base64) {
        String whole = base64.length() % 4 == 1 ? base64.substring(0, base64.length() - 1) : base64;
        return Bytes.wrap(Base64.getDecoder().decode(whole));
    }

    private static byte[] inflated(byte[] deflated) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] buffer = new byte[MOST_INFLATED];
            int length = inflater.inflate(buffer);
            return inflater.finished() ? Arrays.copyOf(buffer, length) : new byte[0];
        } catch (DataFormatException notDeflated) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }
}
