/** How often something may be asked for (protocol 3.2), and what it is counted by. */
package io.blindhop.functions.limit;
