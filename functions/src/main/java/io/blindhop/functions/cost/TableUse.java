package io.blindhop.functions.cost;

/** Calls of one kind to the table, with the capacity units that they consumed. */
public record TableUse(long calls, double readUnits, double writeUnits) {
    public static final TableUse NONE = new TableUse(0, 0, 0);

    TableUse plus(TableUse other) {
        return new TableUse(calls + other.calls, readUnits + other.readUnits, writeUnits + other.writeUnits);
    }

    TableUse minus(TableUse before) {
        return new TableUse(calls - before.calls, readUnits - before.readUnits, writeUnits - before.writeUnits);
    }
}
