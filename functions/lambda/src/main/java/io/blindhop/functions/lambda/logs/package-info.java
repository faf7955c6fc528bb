/** What goes wrong in a function, as lines that a log service can search. */
package io.blindhop.functions.lambda.logs;
