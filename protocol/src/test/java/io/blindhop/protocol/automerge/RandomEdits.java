package io.blindhop.protocol.automerge;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.automerge.AmValue;
import org.automerge.Document;
import org.automerge.NewValue;
import org.automerge.ObjectId;
import org.automerge.ObjectType;
import org.automerge.Transaction;

/** Edits a document at random: every kind of value, nested, overwritten, deleted, spliced, incremented. */
final class RandomEdits {
    private static final String[] KEYS = {"a", "b", "c", "form", "übergröße", "ключ"};
    private static final String[] WORDS = {"", "x", "hello", "größer", "ключ", "line\nline", "日本語"};
    private static final List<ObjectType> OBJECT_TYPES = List.of(ObjectType.values());
    private final Random random;

    RandomEdits(Random random) {
        this.random = random;
    }

    void commit(Document document, int edits) {
        try (Transaction transaction = document.startTransaction()) {
            for (int i = 0; i < edits; i++) {
                edit(transaction, ObjectId.ROOT, 0);
            }
            transaction.commit();
        }
    }

    private void edit(Transaction t, ObjectId map, int depth) {
        String key = KEYS[random.nextInt(KEYS.length)];
        AmValue present = t.get(map, key).orElse(null);
        if (present != null && random.nextInt(3) > 0) {
            change(t, map, key, present, depth);
            return;
        }
        if (depth < 4 && random.nextBoolean()) {
            fill(t, t.set(map, key, objectType()), depth + 1);
        } else {
            setScalar(t, map, key);
        }
    }

    private void change(Transaction t, ObjectId map, String key, AmValue present, int depth) {
        if (random.nextInt(6) == 0) {
            t.delete(map, key);
            return;
        }
        switch (present) {
            case AmValue.Map nested when depth < 4 -> edit(t, nested.getId(), depth + 1);
            case AmValue.List list -> editList(t, list.getId(), depth + 1);
            case AmValue.Text text -> splice(t, text.getId());
            case AmValue.Counter counter -> t.increment(map, key, random.nextInt(20) - 10);
            default -> setScalar(t, map, key);
        }
    }

    private ObjectType objectType() {
        return OBJECT_TYPES.get(random.nextInt(OBJECT_TYPES.size()));
    }

    private void fill(Transaction t, ObjectId object, int depth) {
        switch (t.getObjectType(object).orElseThrow()) {
            case MAP -> edit(t, object, depth);
            case LIST -> editList(t, object, depth);
            case TEXT -> splice(t, object);
        }
    }

    private void editList(Transaction t, ObjectId list, int depth) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            int length = (int) t.length(list);
            int at = random.nextInt(length + 1);
            switch (random.nextInt(6)) {
                case 0, 1 -> t.insert(list, at, scalar());
                case 2 -> {
                    if (depth < 4) {
                        fill(t, t.insert(list, at, objectType()), depth + 1);
                    }
                }
                case 3 -> {
                    if (at < length) {
                        t.delete(list, at);
                    }
                }
                case 4 -> {
                    if (at < length) {
                        t.set(list, at, scalar());
                    }
                }
                default -> {
                    if (at < length && t.get(list, at).orElseThrow() instanceof AmValue.Counter) {
                        t.increment(list, at, random.nextInt(9));
                    } else {
                        t.insert(list, at, NewValue.counter(random.nextInt(100)));
                    }
                }
            }
        }
    }

    private void splice(Transaction t, ObjectId text) {
        int length = (int) t.length(text);
        int at = random.nextInt(length + 1);
        int delete = random.nextInt(Math.min(3, length - at) + 1);
        t.spliceText(text, at, delete, WORDS[random.nextInt(WORDS.length)]);
    }

    private void setScalar(Transaction t, ObjectId map, String key) {
        t.set(map, key, scalar());
    }

    private NewValue scalar() {
        return switch (random.nextInt(9)) {
            case 0 -> NewValue.integer(random.nextLong());
            case 1 -> NewValue.uint(random.nextInt(1 << 30));
            case 2 -> NewValue.f64(random.nextGaussian());
            case 3 -> NewValue.bool(random.nextBoolean());
            case 4 -> NewValue.str(WORDS[random.nextInt(WORDS.length)]);
            case 5 -> NewValue.bytes(new byte[random.nextInt(5)]);
            case 6 -> NewValue.counter(random.nextInt(100));
            case 7 -> NewValue.timestamp(Date.from(Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt())));
            default -> NewValue.NULL;
        };
    }
}
