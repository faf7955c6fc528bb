package io.blindhop.store.dynamo.deletion;

/** How much one run may still remove. */
final class Budget {
    private int left;

    Budget(int limit) {
        this.left = limit;
    }

    void spend(int removed) {
        left -= removed;
    }

    boolean isSpent() {
        return left <= 0;
    }
}
