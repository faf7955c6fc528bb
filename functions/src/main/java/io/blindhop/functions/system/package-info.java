/** Who may use {@code /system/*} (protocol 3.8). */
package io.blindhop.functions.system;
