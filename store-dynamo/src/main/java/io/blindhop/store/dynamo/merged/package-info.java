/**
 * The log of a store that is made of several stores of other nodes: metadata with orders of its own, no payloads.
 */
package io.blindhop.store.dynamo.merged;
