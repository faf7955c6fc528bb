package io.blindhop.store.dynamo.index;

/**
 * How the index is cut.
 *
 * @param perSegment items of an object: it is read whole, and rewritten whole
 * @param smallest a run below this many items takes in what is new
 * @param ratio a run is rewritten when what is newer has this part of its size, so that the runs are few and an item is
 *     rewritten so many times for each of them
 * @param windowCommits a writer whose commit makes the window this long, or a multiple, brings it into a run
 * @param windowEntries likewise
 * @param inPut a put rewrites at most this many items; more is left to maintenance
 * @param inStep entries that are brought in at a time, give or take a commit: their hashes are in memory
 */
public record IndexShape(
        int perSegment, long smallest, int ratio, int windowCommits, int windowEntries, long inPut, int inStep) {
    public static final IndexShape STANDARD = new IndexShape(16 * 1024, 16 * 1024, 8, 32, 1000, 256 * 1024, 16 * 1024);
}
