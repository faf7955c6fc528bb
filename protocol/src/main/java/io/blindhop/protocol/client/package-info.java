/** A store of another server as if it were here: logging in, negotiating, and {@code ContentAddressedStore} over it. */
package io.blindhop.protocol.client;
