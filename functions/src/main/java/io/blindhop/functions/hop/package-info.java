/**
 * A node whose stores are, partly, those of another node (design, part 6). It answers the same requests by the same code; what
 * differs is what {@link io.blindhop.functions.node.Stores} opens.
 */
package io.blindhop.functions.hop;
