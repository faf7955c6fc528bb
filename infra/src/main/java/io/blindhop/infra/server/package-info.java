/** The local HTTP server: Vert.x underneath, {@link io.blindhop.functions.http.HttpHandler} on virtual threads above. */
package io.blindhop.infra.server;
