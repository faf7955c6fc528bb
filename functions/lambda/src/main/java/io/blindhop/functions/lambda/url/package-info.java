/** Requests and answers of a function URL. */
package io.blindhop.functions.lambda.url;
