package io.blindhop.functions.lambda.stream;

import io.blindhop.store.dynamo.log.LogChange;

/**
 * What a batch of the stream says of one store.
 *
 * @param furthest of all that the batch tells of it
 * @param firstRecord the sequence number of the first record about it; from there the platform brings it all again
 */
record StoreChange(LogChange furthest, String firstRecord) {
    StoreChange and(StoreChange later) {
        return new StoreChange(furthest.orFurther(later.furthest), firstRecord);
    }
}
