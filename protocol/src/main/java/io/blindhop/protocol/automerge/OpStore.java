package io.blindhop.protocol.automerge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations of a document, linked as protocol 4.11.4 describes. */
final class OpStore {
    final ObjectNode root = ObjectNode.root();
    private final Map<String, Actor> actors = new HashMap<>();
    private final Counters counters = new Counters();
    private int stored;
    private long decoded;

    Counters counters() {
        return counters;
    }

    Actor actor(String hex) {
        return actors.computeIfAbsent(hex, Actor::new);
    }

    List<Actor> actors(List<String> hex) {
        return hex.stream().map(this::actor).toList();
    }

    /** Whether everything is here that the operations of this change refer to. */
    boolean hasReferencesOf(AutomergeChange change) {
        Actor writer = actor(change.actor());
        OpCursor cursor = OpCursor.ofChange(change.columns(), actors(change.actors()));
        for (int i = 0; i < change.operationCount(); i++) {
            long counter = change.startOperation() + i;
            decode(cursor, counter);
            boolean complete = isKnown(cursor.objectActor, cursor.objectCounter, writer, change)
                    && isKnown(cursor.elementActor, cursor.elementCounter, writer, change);
            for (int link = 0; complete && link < cursor.links; link++) {
                complete = isKnown(cursor.linkActors[link], cursor.linkCounters[link], writer, change);
            }
            if (!complete) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKnown(Actor actor, long counter, Actor writer, AutomergeChange change) {
        return counter == 0 || (actor == writer && counter >= change.startOperation()) || actor.find(counter) != null;
    }

    void add(AutomergeChange change) {
        store(change.operationCount());
        Actor writer = actor(change.actor());
        OpCursor cursor = OpCursor.ofChange(change.columns(), actors(change.actors()));
        List<Op> kept = new ArrayList<>();
        if (change.operationCount() == 0) {
            return;
        }
        // The run is registered before its operations are linked: they refer to one another.
        writer.add(change.startOperation(), change.startOperation() + change.operationCount() - 1, kept);
        for (int i = 0; i < change.operationCount(); i++) {
            long counter = change.startOperation() + i;
            decode(cursor, counter);
            Op op = new Op(writer, counter, cursor);
            for (int link = 0; link < cursor.links; link++) {
                replace(existing(cursor.linkActors[link], cursor.linkCounters[link]), op);
            }
            if (op.action != Op.DELETE) {
                kept.add(op);
                attach(op, cursor);
            }
        }
    }

    /** Notes that {@code by} names {@code target} as what it replaces. */
    private void replace(Op target, Op by) {
        if (by.action == Op.INCREMENT && target.startsCounter) {
            counters.increment(target, by);
        } else {
            target.overwritten = true;
        }
    }

    /** Merges the operations of a document chunk into what is here, usually nothing. */
    void merge(DocumentChunk document) {
        List<Actor> named = actors(document.actors());
        Op[] operations = create(document, named);
        OpCursor cursor = OpCursor.ofDocument(document.operations(), named);
        for (Op op : operations) {
            cursor.next();
            for (int link = 0; link < cursor.links; link++) {
                if (cursor.linkCounters[link] <= op.counter) {
                    throw new MalformedChunkException("an operation is replaced by an earlier one");
                }
                // A successor that is not in the chunk is a deletion: documents do not keep those.
                Op successor = cursor.linkActors[link].find(cursor.linkCounters[link]);
                if (successor == null) {
                    op.overwritten = true;
                } else {
                    replace(op, successor);
                }
            }
            if (!op.isAttached()) {
                attach(op, cursor);
            }
        }
    }

    private Op[] create(DocumentChunk document, List<Actor> named) {
        Op[] operations = new Op[document.operationCount()];
        Map<Actor, List<Op>> fresh = new LinkedHashMap<>();
        OpCursor cursor = OpCursor.ofDocument(document.operations(), named);
        NumberColumn idActors = NumberColumn.unsigned(document.operations().open(0x21));
        NumberColumn idCounters = NumberColumn.delta(document.operations().open(0x23));
        for (int i = 0; i < operations.length; i++) {
            if (!idActors.next() || !idCounters.next()) {
                throw new MalformedChunkException("an operation of a document has no id");
            }
            Actor actor = named.get((int) idActors.value("an actor", named.size() - 1));
            long counter = idCounters.value("an operation counter", AutomergeLimits.MAX_COUNTER);
            decode(cursor, counter);
            Op known = actor.find(counter);
            if (known == null) {
                store(1);
                operations[i] = new Op(actor, counter, cursor);
                fresh.computeIfAbsent(actor, a -> new ArrayList<>()).add(operations[i]);
            } else if (known.action == cursor.action && known.scalar.equals(cursor.scalar)) {
                operations[i] = known;
            } else {
                throw new MalformedChunkException("operation " + counter + "@" + actor + " contradicts what is known");
            }
        }
        fresh.forEach((actor, list) -> actor.addScattered(list.toArray(Op[]::new)));
        return operations;
    }

    private void attach(Op op, OpCursor cursor) {
        ObjectNode object =
                cursor.objectActor == null ? root : existing(cursor.objectActor, cursor.objectCounter).object;
        if (object == null) {
            throw new MalformedChunkException("an operation takes a plain value for an object");
        }
        boolean inMap = object.kind == ObjectNode.Kind.MAP;
        if (inMap != cursor.key.isPresent()) {
            throw new MalformedChunkException("an operation addresses a map by position or a list by name");
        }
        op.attachTo(object);
        if (inMap) {
            op.nextCandidate = object.keys.put(cursor.key.get(), op);
            return;
        }
        Op element = cursor.elementCounter == 0 ? object.head : existing(cursor.elementActor, cursor.elementCounter);
        if (element != object.head && (!element.isElement() || element.container() != object)) {
            throw new MalformedChunkException("an operation addresses an element of another list");
        }
        if (cursor.insert) {
            op.insertBehind(element);
        } else if (element == object.head) {
            throw new MalformedChunkException("an operation sets the beginning of a list");
        } else {
            op.nextCandidate = element.updates;
            element.updates = op;
        }
    }

    private static Op existing(Actor actor, long counter) {
        Op op = actor.find(counter);
        if (op == null) {
            throw new MalformedChunkException("operation " + counter + "@" + actor + " is referred to but not there");
        }
        return op;
    }

    /** Moves on, and checks that what the operation refers to came before it: so nothing can contain itself. */
    private void decode(OpCursor cursor, long counter) {
        cursor.next();
        decoded += 1 + cursor.links;
        if (decoded > AutomergeLimits.MAX_DECODED) {
            throw new MalformedChunkException(
                    "the document needs more than " + AutomergeLimits.MAX_DECODED + " decoding steps");
        }
        if (cursor.objectCounter >= counter || cursor.elementCounter >= counter) {
            throw new MalformedChunkException("operation " + counter + " refers to a later one");
        }
    }

    private void store(int operations) {
        stored += operations;
        if (stored > AutomergeLimits.MAX_OPERATIONS) {
            throw new MalformedChunkException(
                    "the document has more than " + AutomergeLimits.MAX_OPERATIONS + " operations");
        }
    }
}
