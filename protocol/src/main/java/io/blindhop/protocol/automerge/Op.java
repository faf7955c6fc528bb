package io.blindhop.protocol.automerge;

import java.util.Arrays;

/**
 * One operation that is kept. There may be millions: what belongs together is linked through the operations themselves
 * rather than held in collections.
 */
final class Op implements Comparable<Op> {
    static final int MAKE_MAP = 0;
    static final int SET = 1;
    static final int MAKE_LIST = 2;
    static final int DELETE = 3;
    static final int MAKE_TEXT = 4;
    static final int INCREMENT = 5;
    static final int MAKE_TABLE = 6;
    static final int MARK = 7;

    final Actor actor;
    final long counter;
    final byte action;
    final DocumentValue scalar;

    /** Whether the scalar is one that increments add to. Any other value is overwritten by an increment. */
    final boolean startsCounter;

    /** The object that this operation makes; null if it makes none. */
    final ObjectNode object;

    /** The object that this operation belongs to; null until it is attached. */
    private ObjectNode container;

    private boolean element;

    /** Whether some operation replaced or deleted this one. Never becomes false again. */
    boolean overwritten;

    /** The next operation that competes for the same map key or list element. */
    Op nextCandidate;

    /** For an insertion: the operations that were later set on its element. */
    Op updates;

    private Op firstChild;
    private Op nextSibling;
    private boolean childrenSorted = true;

    Op(Actor actor, long counter, OpCursor content) {
        this.actor = actor;
        this.counter = counter;
        this.action = (byte) content.action;
        this.scalar = content.scalar;
        this.startsCounter = content.startsCounter;
        this.object = ObjectNode.madeBy(content.action);
    }

    /** What stands before the first element of a sequence. */
    private Op() {
        this.actor = new Actor("");
        this.counter = 0;
        this.action = DELETE;
        this.scalar = new DocumentValue.Null();
        this.startsCounter = false;
        this.object = null;
    }

    static Op head() {
        return new Op();
    }

    boolean isVisible() {
        return !overwritten && action != DELETE && action != INCREMENT && action != MARK;
    }

    boolean isAttached() {
        return container != null;
    }

    void attachTo(ObjectNode object) {
        container = object;
    }

    ObjectNode container() {
        return container;
    }

    /** Whether this operation inserted an element into a sequence. */
    boolean isElement() {
        return element;
    }

    /** Puts the operation behind {@code predecessor}, as an element of its sequence. */
    void insertBehind(Op predecessor) {
        element = true;
        predecessor.addChild(this);
    }

    private void addChild(Op child) {
        child.nextSibling = firstChild;
        childrenSorted &= firstChild == null || firstChild.compareTo(child) < 0;
        firstChild = child;
    }

    /** The greatest of the elements inserted directly behind this one; null if there is none. */
    Op firstChild() {
        if (!childrenSorted) {
            sortChildren();
        }
        return firstChild;
    }

    /** The next smaller element behind the same one, once its parent was asked for {@link #firstChild()}. */
    Op nextSibling() {
        return nextSibling;
    }

    private void sortChildren() {
        int count = 0;
        for (Op child = firstChild; child != null; child = child.nextSibling) {
            count++;
        }
        Op[] children = new Op[count];
        int i = 0;
        for (Op child = firstChild; child != null; child = child.nextSibling) {
            children[i++] = child;
        }
        Arrays.sort(children);
        firstChild = null;
        for (Op child : children) {
            child.nextSibling = firstChild;
            firstChild = child;
        }
        childrenSorted = true;
    }

    /** Lamport order: which of two concurrent operations wins. */
    @Override
    public int compareTo(Op that) {
        int byCounter = Long.compare(counter, that.counter);
        return byCounter != 0 ? byCounter : actor.compareTo(that.actor);
    }
}
