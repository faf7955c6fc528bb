/** What a hop keeps of the stores of its upstream, in the table and the bucket. */
package io.blindhop.store.dynamo.cache;
