package io.blindhop.store.dynamo.table;

import io.blindhop.protocol.Bytes;

/** An attribute's value: the three of DynamoDB's types that the tables use. */
public sealed interface Value {
    /** DynamoDB type S. */
    record Text(String value) implements Value {}

    /** DynamoDB type N, within the range of a long. */
    record Whole(long value) implements Value {}

    /** DynamoDB type B. */
    record Binary(Bytes value) implements Value {}
}
