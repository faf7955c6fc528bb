/** The demo page of the peer kit and the kit itself, as files for browsers. */
package io.blindhop.infra.demo;
