/** What a device that is logged in gets for its way to its peers: {@code docs/signaling.md}. */
package io.blindhop.functions.signaling;
