package io.blindhop.protocol;

/**
 * Which life of a deployment's table this is: 1 until its table is replaced by an older copy of itself, and then a number
 * that was never used before. Nothing that was handed out in one generation counts in another.
 *
 * @param number from 1
 */
public record Generation(int number) {
    public static final Generation FIRST = new Generation(1);

    public Generation {
        if (number < 1) {
            throw new IllegalArgumentException("A generation is a number from 1, not " + number);
        }
    }

    public boolean isFirst() {
        return number == 1;
    }

    /**
     * The epoch that clients are shown of a store (protocol 5.1.2). Computed, so that every epoch of a deployment changes at
     * once and no row is written for it.
     *
     * @param stored fixed when the store began
     */
    public String epoch(String stored) {
        return isFirst() ? stored : stored + "." + number;
    }
}
