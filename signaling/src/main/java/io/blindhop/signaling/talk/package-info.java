/** What happens when a connection begins, when its client says something, and when something changes that it wants to know. */
package io.blindhop.signaling.talk;
