package io.blindhop.functions.replica;

/**
 * What one direction of a run did.
 *
 * @param carried entries that are now where they were not before
 * @param refused entries that were not taken
 * @param complete whether there was nothing left to look at
 */
record Progress(int carried, int refused, boolean complete) {}
