/** Plots of what benchmarks found, as SVG. */
package io.blindhop.infra.bench.plot;
