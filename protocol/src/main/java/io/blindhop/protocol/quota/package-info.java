/** How much a tenant may store. */
package io.blindhop.protocol.quota;
