/** Where the sources are that this program was built from. */
package io.blindhop.infra.tree;
