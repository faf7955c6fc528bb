/** Signaling behind a WebSocket API of Amazon API Gateway: its events, and the management API through which it is answered. */
package io.blindhop.signaling.gateway;
