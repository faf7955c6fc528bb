/** What is measured of a node: scenarios, on three deployments, at several sizes; and the page that tells of them. */
package io.blindhop.infra.bench.scenario;
