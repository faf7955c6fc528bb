/** Writers of many processes at one store, simulated: what a way to wait after a lost race is worth. */
package io.blindhop.infra.bench.contention;
