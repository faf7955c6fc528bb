/**
 * HTTP without a server: what a request and an answer are, who answers which path, and the decorators around it.
 *
 * <p>The local server and the Lambda runtime both turn what arrives into a {@link
 * io.blindhop.functions.http.HttpRequest}, pass it to one {@link io.blindhop.functions.http.HttpHandler} and send what
 * comes back. {@link io.blindhop.functions.http.HttpStack} puts the decorators in their order.
 */
package io.blindhop.functions.http;
