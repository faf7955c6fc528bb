/** What the stream of the table tells. */
package io.blindhop.functions.lambda.stream;
