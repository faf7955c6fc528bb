/** What clients and server say to each other, as {@code docs/signaling.md} writes it down. */
package io.blindhop.signaling.message;
