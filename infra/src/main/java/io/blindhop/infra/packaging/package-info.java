/**
 * Makes the deployment packages: a zip with a Java runtime of its own and a cache of what start and first requests need, or
 * one with a native executable; docs/packages.md shows what is in them.
 */
package io.blindhop.infra.packaging;
