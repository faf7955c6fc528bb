/** Talks to a running server as its operator. */
package io.blindhop.infra.client;
