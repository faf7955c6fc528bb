package io.blindhop.store.s3.payload;

/** An object that a location names is not there: it was deleted after the location was read, or the store is corrupt. */
public final class ObjectGoneException extends RuntimeException {
    public ObjectGoneException(String name) {
        super("object " + name + " is gone", null, false, false);
    }
}
