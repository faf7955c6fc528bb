/**
 * What the protocol demands of a node over HTTP, and what can be seen from outside: one suite for every node there is.
 *
 * <p>In this module it runs on a node in memory. With {@code -Dblindhop.conformance.url=https://…} it runs on the server at
 * that address instead, whose system administrator must be {@code Person.SYSADMIN}; {@code -Dblindhop.conformance.origin=…}
 * names an origin that the server lets in, if there is one. Other modules bring a node of their own: a JUnit suite that
 * selects this package and names a {@link io.blindhop.functions.conformance.ConformanceNode} in the configuration parameter
 * {@code blindhop.conformance.node}.
 *
 * <p>All tests of a run share one node, so none expects it to be empty: each has tenants of its own, and what is there for
 * all tenants is left as it was found. The rates of the node must be unlimited.
 */
package io.blindhop.functions.conformance;
