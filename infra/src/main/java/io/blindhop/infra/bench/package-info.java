/**
 * The benchmark: a small client of its own that pushes and pulls generated entries over HTTP, a local server to do it
 * with, and a report that holds what was counted against the bounds of the design.
 */
package io.blindhop.infra.bench;
