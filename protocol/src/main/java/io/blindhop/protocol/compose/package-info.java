/** Stores made of other stores: what a hop puts between its clients and its upstream. */
package io.blindhop.protocol.compose;
