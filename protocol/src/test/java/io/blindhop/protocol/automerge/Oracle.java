package io.blindhop.protocol.automerge;

import io.blindhop.protocol.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.automerge.AmValue;
import org.automerge.ChangeHash;
import org.automerge.Document;
import org.automerge.MapEntry;
import org.automerge.ObjectId;

/** The reference's own Automerge, asked for the same things. */
final class Oracle {
    private Oracle() {}

    static DocumentValue.MapValue root(Document document) {
        return map(document, ObjectId.ROOT);
    }

    private static DocumentValue.MapValue map(Document document, ObjectId id) {
        Map<String, DocumentValue> members = new HashMap<>();
        for (MapEntry entry : document.mapEntries(id).orElseThrow()) {
            members.put(entry.getKey(), value(document, entry.getValue()));
        }
        return new DocumentValue.MapValue(members);
    }

    private static DocumentValue value(Document document, AmValue value) {
        return switch (value) {
            case AmValue.Map map -> map(document, map.getId());
            case AmValue.List list -> {
                List<DocumentValue> items = new ArrayList<>();
                for (AmValue item : document.listItems(list.getId()).orElseThrow()) {
                    items.add(value(document, item));
                }
                yield new DocumentValue.ListValue(items);
            }
            case AmValue.Text text ->
                new DocumentValue.Text(document.text(text.getId()).orElseThrow());
            case AmValue.Str text -> new DocumentValue.Text(text.getValue());
            case AmValue.Int number -> new DocumentValue.Whole(number.getValue());
            case AmValue.UInt number -> new DocumentValue.Whole(number.getValue());
            case AmValue.Counter counter -> new DocumentValue.Whole(counter.getValue());
            case AmValue.F64 number -> new DocumentValue.Real(number.getValue());
            case AmValue.Bool flag -> new DocumentValue.Flag(flag.getValue());
            case AmValue.Null none -> new DocumentValue.Null();
            case AmValue.Bytes bytes -> new DocumentValue.Binary(Bytes.copyOf(bytes.getValue()));
            case AmValue.Timestamp time ->
                new DocumentValue.Timestamp(time.getValue().toInstant().toEpochMilli());
            default -> throw new IllegalArgumentException("unexpected: " + value);
        };
    }

    /** The changes that {@code since} does not have, one chunk each. */
    static List<Bytes> changesSince(Document document, ChangeHash[] since) {
        return split(Bytes.wrap(document.encodeChangesSince(since)));
    }

    /** Cuts chunks that follow each other apart. */
    static List<Bytes> split(Bytes chunks) {
        List<Bytes> parts = new ArrayList<>();
        int start = 0;
        while (start < chunks.length()) {
            int position = start + 9;
            int length = 0;
            int shift = 0;
            int next;
            do {
                next = chunks.at(position++);
                length |= (next & 0x7f) << shift;
                shift += 7;
            } while (next < 0);
            parts.add(chunks.slice(start, position + length - start));
            start = position + length;
        }
        return parts;
    }
}
