/** Calls to AWS, whichever the service: how often, for how long, and which of its actions they are. */
package io.blindhop.store.s3.calls;
