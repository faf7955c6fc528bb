package io.blindhop.infra.bench;

/**
 * How much a benchmark does.
 *
 * @param entries to push and pull
 * @param batch entries of one request
 * @param workers requests under way at once
 */
public record BenchOptions(int entries, int batch, int workers) {
    /** What MindooDB clients do. */
    public static final BenchOptions DEFAULT = new BenchOptions(5_000, 250, 3);

    private static final int MAX_BATCH = 2_000;
    private static final int MAX_WORKERS = 64;

    /** @throws IllegalArgumentException that names the option */
    public BenchOptions {
        require("entries", entries, Integer.MAX_VALUE);
        require("batch", batch, MAX_BATCH);
        require("workers", workers, MAX_WORKERS);
    }

    private static void require(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("--" + name + " must be from 1 to " + most + ", not " + value);
        }
    }
}
