/**
 * Exchanging entries with other nodes, store by store and in both directions (protocol 6.3, 6.5): each entry once, examined like
 * one that is pushed, and with a mark behind every page, so that whoever dies goes on where it stopped.
 */
package io.blindhop.functions.replica;
