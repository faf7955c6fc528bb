/** The command {@code blindhop}. */
package io.blindhop.infra.cli;
