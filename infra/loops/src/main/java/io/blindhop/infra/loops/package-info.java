/** What is done for every entry, measured with JMH: one class for each inner loop. */
package io.blindhop.infra.loops;
