/**
 * Connections and rooms as rows of the table. A row ends with its connection, or when its time is over: readers compare the
 * time themselves, because the table forgets late.
 */
package io.blindhop.signaling.room;
