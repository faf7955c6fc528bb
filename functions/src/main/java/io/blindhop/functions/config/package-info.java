/** The configuration that says who may use {@code /system/*}, and its history. */
package io.blindhop.functions.config;
