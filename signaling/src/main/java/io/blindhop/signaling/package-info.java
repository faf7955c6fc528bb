/** Peers meet: rooms, and the messages with which devices find a way to each other. */
package io.blindhop.signaling;
