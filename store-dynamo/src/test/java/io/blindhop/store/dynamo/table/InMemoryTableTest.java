package io.blindhop.store.dynamo.table;

class InMemoryTableTest extends TableContract {
    private final Table table = new InMemoryTable();

    @Override
    protected Table table() {
        return table;
    }
}
