/** How nodes are found on a local network: DNS-SD over multicast DNS (RFC 6762, RFC 6763). */
package io.blindhop.infra.discovery;
