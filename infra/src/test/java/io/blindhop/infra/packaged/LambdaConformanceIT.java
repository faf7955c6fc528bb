package io.blindhop.infra.packaged;

import io.blindhop.functions.conformance.NodeUnderTest;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;
import org.junit.platform.suite.api.SuiteDisplayName;

/** All that the protocol demands. Runs if a package is named. */
@Suite
@SuiteDisplayName("HTTP, through the package behind a function URL")
@SelectPackages("io.blindhop.functions.conformance")
@ConfigurationParameter(key = NodeUnderTest.NODE, value = "io.blindhop.infra.packaged.LambdaNode")
class LambdaConformanceIT {}
