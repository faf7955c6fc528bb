package io.blindhop.store.dynamo.codec;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.entry.AttachmentRef;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.Provenance;
import io.blindhop.protocol.entry.Recipients;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.payload.PayloadLocation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Records as nobody would write them, every member of every kind there is. */
final class RandomRecords {
    private static final String[] PIECES = {
        "",
        "a",
        "0",
        "deadbeef",
        "DEADBEEF",
        "0123456789abcdef0",
        "_d_",
        "_a_",
        "é",
        "日本",
        "😀",
        "\u0000",
        "\n",
        "\uffff",
        "$"
    };
    private static final Bytes SPKI_PREFIX = Bytes.fromHex("302a300506032b6570032100");

    private final Random random;

    RandomRecords(Random random) {
        this.random = random;
    }

    EntryRecord next() {
        String docId = text();
        String contentHash = bytes(32).toHex();
        EntryMetadata metadata = new EntryMetadata(
                text(),
                ofDocument(docId),
                contentHash,
                docId,
                list(() -> ofDocument(docId)),
                number(),
                pem(),
                text(),
                maybe(() -> list(this::text)),
                maybe(() -> list(() -> ofDocument(docId))),
                bytes(random.nextInt(70)),
                maybe(() -> bytes(random.nextInt(70))),
                maybeNumber(),
                maybeNumber(),
                maybe(() -> list(() -> new AttachmentRef(text(), ofDocument(docId), number()))),
                maybe(() -> new Provenance(text(), bytes(random.nextInt(300)))),
                maybe(() -> new Recipients(text(), random.nextBoolean())),
                maybeNumber());
        return new EntryRecord(
                metadata,
                maybe(() -> new WitnessReceipt(number(), pem(), bytes(random.nextInt(70)))),
                random.nextInt(3) == 0
                        ? new StoredPayload.Inline(bytes(random.nextInt(300)))
                        : new StoredPayload.InObject(location(contentHash)));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** Canonical as clients write it, a near miss of that, or any text. */
    String pem() {
        String canonical =
                Pem.format(Bytes.fromHex(SPKI_PREFIX.toHex() + bytes(32).toHex()));
        return switch (random.nextInt(9)) {
            case 0 -> canonical + "\n";
            case 1 -> canonical.replace("\n", "\r\n");
            case 2 -> canonical.replace("=", "");
            case 3 -> Pem.format(bytes(44));
            case 4 -> canonical.substring(0, random.nextInt(canonical.length()));
            case 5 -> text();
            case 6 -> canonical.replace("MCow", "MCox");
            default -> canonical;
        };
    }

    private String ofDocument(String docId) {
        return random.nextInt(4) == 0
                ? text()
                : docId + "_d_" + text() + "_" + bytes(random.nextInt(33)).toHex();
    }

    private PayloadLocation location(String contentHash) {
        PutId putId = new PutId(bytes(16).toHex());
        return switch (random.nextInt(3)) {
            case 0 -> new PayloadLocation(putId, contentHash, 0, random.nextInt(Integer.MAX_VALUE));
            case 1 -> new PayloadLocation(putId, contentHash, 1 + random.nextInt(1000), random.nextInt(1000));
            default -> new PayloadLocation(putId, bytes(32).toHex(), random.nextLong(Long.MAX_VALUE), 0);
        };
    }

    private long number() {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            case 2 -> Long.MIN_VALUE;
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    private Bytes bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private <T> List<T> list(Supplier<T> element) {
        return Stream.generate(element).limit(random.nextInt(4)).toList();
    }

    private <T> Optional<T> maybe(Supplier<T> member) {
        return random.nextBoolean() ? Optional.of(member.get()) : Optional.empty();
    }

    private OptionalLong maybeNumber() {
        return random.nextBoolean() ? OptionalLong.of(number()) : OptionalLong.empty();
    }
}
