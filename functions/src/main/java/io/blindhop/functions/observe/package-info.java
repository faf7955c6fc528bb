/** What requests and runs have done, told to operators: one line each, with metrics; never a key, a token or a name. */
package io.blindhop.functions.observe;
