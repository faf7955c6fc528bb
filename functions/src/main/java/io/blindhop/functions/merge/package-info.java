/** One store made of the same store at several other nodes. */
package io.blindhop.functions.merge;
