package io.blindhop.store.dynamo.index;

import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The row that holds the {@link Manifest} of one store. */
public final class ManifestRow {
    private static final String REVISION = "rv";
    private static final int HALF = EntryHash.BYTES / 2;

    private final Table table;
    private final Key key;

    /** @param partition that the log of the store is in */
    public ManifestRow(Table table, String partition) {
        this.table = table;
        this.key = new Key(partition, "M#index");
    }

    public Optional<Manifest> read(Consistency consistency) {
        return table.get(key, consistency).map(ManifestRow::decode);
    }

    /**
     * Stores {@code next} if the row is still as {@code before} says.
     *
     * @return whether it did, now or before an answer was lost on the way
     */
    public boolean replace(Manifest before, Manifest next) {
        Condition unchanged = before.revision() == 0
                ? Condition.ABSENT
                : new Condition.Equal(REVISION, new Value.Whole(before.revision()));
        try {
            table.put(encode(next), unchanged);
            return true;
        } catch (ConditionFailedException other) {
            return other.current().map(ManifestRow::decode).equals(Optional.of(next));
        }
    }

    private Item encode(Manifest manifest) {
        return Item.of(key)
                .whole(REVISION, manifest.revision())
                .whole("g", manifest.generation())
                .whole("w", manifest.rowsUpTo())
                .whole("u", manifest.upTo())
                .binary("r", runs(manifest.runs()))
                .text("o", manifest.retired().stream().map(ManifestRow::line).collect(Collectors.joining("\n")))
                .build();
    }

    private static Manifest decode(Item item) {
        return new Manifest(
                item.requireWhole(REVISION),
                Math.toIntExact(item.requireWhole("g")),
                item.requireWhole("w"),
                item.requireWhole("u"),
                runs(item.requireBinary("r")),
                item.requireText("o").lines().map(ManifestRow::objects).toList());
    }

    private static String line(RunObjects objects) {
        return objects.segments() + " " + objects.name();
    }

    private static RunObjects objects(String line) {
        int space = line.indexOf(' ');
        return new RunObjects(line.substring(space + 1), Integer.parseInt(line, 0, space, 10));
    }

    private static Bytes runs(List<Run> runs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(runs.size());
            for (Run run : runs) {
                out.writeUTF(run.name());
                out.writeLong(run.items());
                out.writeInt(run.perSegment());
                out.writeInt(run.fences().size());
                for (EntryHash fence : run.fences()) {
                    write48(fence.document(), out);
                    write48(fence.id(), out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array does not fail", e);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    private static void write48(long value, DataOutputStream out) throws IOException {
        for (int shift = 8 * (HALF - 1); shift >= 0; shift -= 8) {
            out.writeByte((int) (value >>> shift));
        }
    }

    private static List<Run> runs(Bytes bytes) {
        try (DataInputStream in = new DataInputStream(bytes.asInputStream())) {
            int count = in.readInt();
            List<Run> runs = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                long items = in.readLong();
                int perSegment = in.readInt();
                int segments = in.readInt();
                List<EntryHash> fences = new ArrayList<>(segments);
                for (int segment = 0; segment < segments; segment++) {
                    fences.add(new EntryHash(read48(in), read48(in)));
                }
                runs.add(new Run(name, items, perSegment, fences));
            }
            return runs;
        } catch (IOException e) {
            throw new UncheckedIOException("the row of an index ends too early", e);
        }
    }

    private static long read48(DataInputStream in) throws IOException {
        long value = 0;
        for (int i = 0; i < HALF; i++) {
            value = value << 8 | in.readUnsignedByte();
        }
        return value;
    }
}
