/**
 * What is between a client and the function URL: CloudFront proves by a signed header that a request came through it, and its
 * word counts for the caller's address.
 */
package io.blindhop.functions.lambda.edge;
