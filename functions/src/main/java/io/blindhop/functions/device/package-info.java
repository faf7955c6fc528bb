/** Devices that ask in which tenants they are granted something (protocol 3.6). */
package io.blindhop.functions.device;
