/** What happens on WebSockets, as API Gateway tells it. */
package io.blindhop.functions.lambda.socket;
