/** What runs behind the local server, and the data folder that it stands on. */
package io.blindhop.infra.node;
