/**
 * A stand-in for a WebSocket API of Amazon API Gateway: {@link io.blindhop.infra.gateway.WebSocketApi} turns what happens on
 * WebSockets into events for a function, {@link io.blindhop.infra.gateway.ManagementApi} lets the function post to them.
 *
 * <p>Left out: IAM, routes other than {@code $connect}, {@code $default} and {@code $disconnect}, answers to messages by
 * what the function returns, throttling, the 29 seconds that the service waits for a function.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html">WebSocket APIs</a>
 */
package io.blindhop.infra.gateway;
