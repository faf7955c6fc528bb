/** Carries the requests of a client to a server and the answers back, by whatever way: the port and its HTTP adapter. */
package io.blindhop.protocol.network;
