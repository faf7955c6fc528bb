package io.blindhop.infra.conformance;

import io.blindhop.functions.conformance.NodeUnderTest;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;
import org.junit.platform.suite.api.SuiteDisplayName;

/** What depends on what is stored. That which is refused at the door is refused alike on every table. */
@Suite
@SuiteDisplayName("HTTP, and the AWS adapters before DynamoDB Local and s3proxy")
@SelectPackages("io.blindhop.functions.conformance")
@ExcludeClassNamePatterns(".*\\.(HostileBodies|PathTricks|BrokenEntries|Limits|Tokens|Servers)Test")
@ConfigurationParameter(key = NodeUnderTest.NODE, value = "io.blindhop.infra.conformance.EmulatedNode")
class EmulatedConformanceTest {}
