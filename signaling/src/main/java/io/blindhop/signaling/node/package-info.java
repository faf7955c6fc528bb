/** What signaling stands on, and how far it goes: ports that AWS and the local server fill differently. */
package io.blindhop.signaling.node;
