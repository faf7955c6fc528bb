package io.blindhop.protocol.automerge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of one table of a chunk, by their specification (protocol 4.11.2). */
final class Columns {
    private static final int DEFLATED = 0x08;
    private static final ByteCursor NOTHING = ByteCursor.over(new byte[0]);

    private final Map<Integer, ByteCursor> bySpecification;

    private Columns(Map<Integer, ByteCursor> bySpecification) {
        this.bySpecification = bySpecification;
    }

    /** One line of a table's column list. */
    record Entry(int specification, int length) {}

    static List<Entry> readEntries(ByteCursor cursor) {
        int count = cursor.count("the number of columns", AutomergeLimits.MAX_COLUMNS);
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int specification = cursor.count("a column specification", Integer.MAX_VALUE);
            entries.add(new Entry(specification, cursor.count("the length of a column", Integer.MAX_VALUE)));
        }
        return entries;
    }

    /** Columns as a change has them: never deflated. */
    static Columns readPlain(ByteCursor cursor, List<Entry> entries) {
        for (Entry entry : entries) {
            if ((entry.specification & DEFLATED) != 0) {
                throw new MalformedChunkException("a change has a deflated column");
            }
        }
        return read(cursor, entries, new InflationBudget(0));
    }

    static Columns read(ByteCursor cursor, List<Entry> entries, InflationBudget budget) {
        Map<Integer, ByteCursor> columns = new HashMap<>();
        for (Entry entry : entries) {
            ByteCursor data = cursor.take(entry.length);
            boolean deflated = (entry.specification & DEFLATED) != 0;
            int specification = entry.specification & ~DEFLATED;
            if (columns.put(specification, deflated ? budget.inflate(data) : data) != null) {
                throw new MalformedChunkException("column 0x" + Integer.toHexString(specification) + " is there twice");
            }
        }
        return new Columns(columns);
    }

    /** A cursor of the caller's own at the beginning of the column, at the end if there is no such column. */
    ByteCursor open(int specification) {
        return bySpecification.getOrDefault(specification, NOTHING).fork();
    }
}
