package io.blindhop.store.dynamo.table;

/**
 * What must hold of the stored item for a write to happen. An attribute that is not a number is neither absent nor less
 * than any number.
 */
public sealed interface Condition {
    Condition NONE = new None();
    Condition ABSENT = new Absent();
    Condition PRESENT = new Present();

    /** No condition. */
    record None() implements Condition {}

    /** There is no item under the key. */
    record Absent() implements Condition {}

    /** There is an item under the key. */
    record Present() implements Condition {}

    /** There is no item, or its number {@code attribute} is absent or less than {@code value}. */
    record AbsentOrLess(String attribute, long value) implements Condition {}

    /** The attribute exists and has this value. */
    record Equal(String attribute, Value value) implements Condition {}

    /** There is an item, and its number {@code attribute} is absent or less than {@code value}. */
    record PresentAndLess(String attribute, long value) implements Condition {}
}
