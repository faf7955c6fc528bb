/**
 * The package that is deployed, through the stand-in for Lambda and on emulators of what is around it.
 *
 * <p>The package is the one that the system property {@value io.blindhop.infra.packaged.PackageUnderTest#PROPERTY} names (a
 * zip, or a folder): {@code ./blindhop test -Dblindhop.package=PATH}. Without it, it is the jars that the build has just made,
 * on the JVM of the tests: the same main class and the same requests, at the price of seconds. The whole suite of
 * {@code functions.conformance} runs if a package is named; {@code -Dblindhop.package=plain} names those jars.
 */
package io.blindhop.infra.packaged;
