/** What an operator sets by environment variables, the same for a local server and for functions. */
package io.blindhop.functions.settings;
