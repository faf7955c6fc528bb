package io.blindhop.protocol.automerge;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The operations of a chunk, one at a time and without an object for each: a chunk may hold millions, and reading it
 * twice is cheaper than keeping them. The members describe the current operation.
 */
final class OpCursor {
    /** Null for the root object. */
    Actor objectActor;

    long objectCounter;

    /** Empty if the operation addresses a list element. */
    Optional<String> key = Optional.empty();

    /** Null for the beginning of the list. */
    Actor elementActor;

    long elementCounter;
    boolean insert;
    int action;
    boolean startsCounter;
    DocumentValue scalar = new DocumentValue.Null();

    /** How many operations this one replaces (in a change) or is replaced by (in a document). */
    int links;

    Actor[] linkActors = new Actor[4];
    long[] linkCounters = new long[4];

    private final List<Actor> actors;
    private final NumberColumn objectActors;
    private final NumberColumn objectCounters;
    private final TextColumn keys;
    private final NumberColumn elementActors;
    private final NumberColumn elementCounters;
    private final FlagColumn inserts;
    private final NumberColumn actions;
    private final ScalarColumn scalars;
    private final NumberColumn linkCounts;
    private final NumberColumn linkActorColumn;
    private final NumberColumn linkCounterColumn;

    private OpCursor(Columns columns, List<Actor> actors, int linkGroup) {
        this.actors = actors;
        this.objectActors = NumberColumn.unsigned(columns.open(0x01));
        this.objectCounters = NumberColumn.unsigned(columns.open(0x02));
        this.elementActors = NumberColumn.unsigned(columns.open(0x11));
        this.elementCounters = NumberColumn.delta(columns.open(0x13));
        this.keys = new TextColumn(columns.open(0x15));
        this.inserts = new FlagColumn(columns.open(0x34));
        this.actions = NumberColumn.unsigned(columns.open(0x42));
        this.scalars = new ScalarColumn(columns.open(0x56), columns.open(0x57));
        this.linkCounts = NumberColumn.unsigned(columns.open(linkGroup));
        this.linkActorColumn = NumberColumn.unsigned(columns.open(linkGroup | 1));
        this.linkCounterColumn = NumberColumn.delta(columns.open(linkGroup | 3));
    }

    static OpCursor ofChange(Columns columns, List<Actor> actors) {
        return new OpCursor(columns, actors, 0x70);
    }

    static OpCursor ofDocument(Columns columns, List<Actor> actors) {
        return new OpCursor(columns, actors, 0x80);
    }

    void next() {
        objectActor = actor(objectActors);
        objectCounter = counter(objectCounters);
        if ((objectActor == null) != (objectCounter == 0)) {
            throw new MalformedChunkException("an operation names half an object");
        }
        key = keys.next();
        elementActor = actor(elementActors);
        elementCounter = counter(elementCounters);
        insert = inserts.next();
        action = actions.next() ? (int) actions.value("an action", Op.MARK) : Op.MAKE_MAP;
        scalar = scalars.next();
        startsCounter = scalars.isCounter();
        if (key.isPresent() && (insert || elementCounter != 0)) {
            throw new MalformedChunkException("an operation addresses both a map key and a list element");
        }
        if (elementActor == null && elementCounter != 0) {
            throw new MalformedChunkException("an operation names a list element without an actor");
        }
        nextLinks();
    }

    private void nextLinks() {
        links = linkCounts.next()
                ? (int) linkCounts.value("the number of references", AutomergeLimits.MAX_LINKS_PER_OPERATION)
                : 0;
        for (int i = 0; i < links; i++) {
            if (i == linkActors.length) {
                linkActors = Arrays.copyOf(linkActors, 2 * i);
                linkCounters = Arrays.copyOf(linkCounters, 2 * i);
            }
            linkActors[i] = actor(linkActorColumn);
            linkCounters[i] = counter(linkCounterColumn);
            if (linkActors[i] == null || linkCounters[i] == 0) {
                throw new MalformedChunkException("an operation refers to nothing");
            }
        }
    }

    private Actor actor(NumberColumn column) {
        return column.next() ? actors.get((int) column.value("an actor", actors.size() - 1)) : null;
    }

    private static long counter(NumberColumn column) {
        return column.next() ? column.value("a counter", AutomergeLimits.MAX_COUNTER) : 0;
    }
}
