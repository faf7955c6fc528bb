/** What the schedule calls, and an operator by hand. */
package io.blindhop.functions.lambda.scheduled;
