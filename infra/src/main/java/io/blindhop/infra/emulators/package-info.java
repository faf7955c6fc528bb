/** Stand-ins for the services of AWS, for tests, the training of packages and benchmarks. Nothing of them is shipped. */
package io.blindhop.infra.emulators;
