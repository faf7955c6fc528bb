package io.blindhop.infra.conformance;

import io.blindhop.functions.conformance.NodeUnderTest;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;
import org.junit.platform.suite.api.SuiteDisplayName;

@Suite
@SuiteDisplayName("Through a passthrough in front of another local server")
@SelectPackages("io.blindhop.functions.conformance")
@ConfigurationParameter(key = NodeUnderTest.NODE, value = "io.blindhop.infra.conformance.PassthroughNode")
class PassthroughConformanceTest {}
