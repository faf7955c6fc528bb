/** A client of the Lambda Runtime API, with response streaming. */
package io.blindhop.functions.lambda.runtime;
