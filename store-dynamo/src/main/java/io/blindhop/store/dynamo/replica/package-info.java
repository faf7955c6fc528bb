/** What a node remembers of the stores of other nodes that it follows. */
package io.blindhop.store.dynamo.replica;
