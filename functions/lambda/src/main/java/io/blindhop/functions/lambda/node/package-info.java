/** A node on AWS: what an operator sets for its functions, and how they are put together from it. */
package io.blindhop.functions.lambda.node;
