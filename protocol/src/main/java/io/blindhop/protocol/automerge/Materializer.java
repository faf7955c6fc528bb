package io.blindhop.protocol.automerge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Turns linked operations into values (protocol 4.11.4), in time linear in what is alive and its tombstones. */
final class Materializer {
    /** What the reference shows for an element of a text that is not text. */
    private static final String OBJECT_REPLACEMENT = "\uFFFC";

    private final Counters counters;

    Materializer(Counters counters) {
        this.counters = counters;
    }

    DocumentValue.MapValue map(ObjectNode object, int depth) {
        TreeMap<String, DocumentValue> members = new TreeMap<>();
        for (var entry : object.keys.entrySet()) {
            Op first = withoutInvisible(entry.getValue());
            entry.setValue(first);
            greatest(first).ifPresent(op -> members.put(entry.getKey(), valueOf(op, depth)));
        }
        return new DocumentValue.MapValue(members);
    }

    private DocumentValue.ListValue list(ObjectNode object, int depth) {
        List<DocumentValue> items = new ArrayList<>();
        for (Op op : winners(object)) {
            items.add(valueOf(op, depth));
        }
        return new DocumentValue.ListValue(items);
    }

    private static DocumentValue.Text text(ObjectNode object) {
        StringBuilder text = new StringBuilder();
        for (Op op : winners(object)) {
            boolean isText = op.action == Op.SET && op.scalar instanceof DocumentValue.Text;
            text.append(isText ? ((DocumentValue.Text) op.scalar).text() : OBJECT_REPLACEMENT);
        }
        return new DocumentValue.Text(text.toString());
    }

    private DocumentValue valueOf(Op op, int depth) {
        if (op.object == null) {
            return counters.valueOf(op);
        }
        if (depth >= AutomergeLimits.MAX_DEPTH) {
            throw new MalformedChunkException(
                    "the document is nested more than " + AutomergeLimits.MAX_DEPTH + " levels deep");
        }
        return switch (op.object.kind) {
            case MAP -> map(op.object, depth + 1);
            case LIST -> list(op.object, depth + 1);
            case TEXT -> text(op.object);
        };
    }

    /** The winning operation of each element that has one, in list order. */
    private static List<Op> winners(ObjectNode sequence) {
        List<Op> winners = new ArrayList<>();
        Deque<Op> next = new ArrayDeque<>();
        push(next, sequence.head.firstChild());
        while (!next.isEmpty()) {
            Op element = next.pop();
            element.updates = withoutInvisible(element.updates);
            Optional<Op> winner = greatest(element.updates);
            if (winner.isEmpty() && element.isVisible()) {
                winner = Optional.of(element);
            }
            winner.ifPresent(winners::add);
            push(next, element.nextSibling());
            push(next, element.firstChild());
        }
        return winners;
    }

    private static void push(Deque<Op> stack, Op op) {
        if (op != null) {
            stack.push(op);
        }
    }

    /** The chain without what has become invisible; nothing becomes visible again, so it is forgotten for good. */
    private static Op withoutInvisible(Op chain) {
        Op first = chain;
        while (first != null && !first.isVisible()) {
            first = first.nextCandidate;
        }
        for (Op op = first; op != null; op = op.nextCandidate) {
            while (op.nextCandidate != null && !op.nextCandidate.isVisible()) {
                op.nextCandidate = op.nextCandidate.nextCandidate;
            }
        }
        return first;
    }

    private static Optional<Op> greatest(Op chain) {
        Op greatest = chain;
        for (Op op = chain; op != null; op = op.nextCandidate) {
            if (op.compareTo(greatest) > 0) {
                greatest = op;
            }
        }
        return Optional.ofNullable(greatest);
    }
}
