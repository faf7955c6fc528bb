package io.blindhop.store.dynamo.table;

/** Is told of every billed call and its consumed capacity units (on demand), as DynamoDB counts them. Any thread. */
@FunctionalInterface
public interface TableMeter {
    TableMeter NONE = (operation, readUnits, writeUnits) -> {};

    void call(Operation operation, double readUnits, double writeUnits);

    /** Tells both. */
    default TableMeter and(TableMeter other) {
        return (operation, readUnits, writeUnits) -> {
            call(operation, readUnits, writeUnits);
            other.call(operation, readUnits, writeUnits);
        };
    }

    /** The API actions that the port uses. */
    enum Operation {
        GET_ITEM,
        BATCH_GET_ITEM,
        QUERY,
        PUT_ITEM,
        BATCH_WRITE_ITEM,
        UPDATE_ITEM,
        DELETE_ITEM
    }
}
