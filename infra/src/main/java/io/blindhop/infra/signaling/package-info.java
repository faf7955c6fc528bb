/** Signaling in one process: WebSockets at a path of the local server, and changes told from the commits themselves. */
package io.blindhop.infra.signaling;
